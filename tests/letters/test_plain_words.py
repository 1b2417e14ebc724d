"""What strangers typed reaches a letter as plain words: nothing to click, nothing unseen."""

from __future__ import annotations

import time

import pytest

from fitsite.markup import render_comment
from fitsite.plain_text import one_line, shortened, without_controls, without_links
from fitsite.words_of_html import words_of


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("See http://x.example/a?b#c now", "See [link] now"),
        ("HTTPS://X.EXAMPLE", "[link]"),
        ("hxxp://x", "[link]"),
        ("see www.x.example.", "see [link]."),
        ("x.example/path, and more", "[link] and more"),
        ("x.example:8080/a", "[link]"),
        ("//x.example/a", "//[link]"),
        ("пример.рф", "[link]"),
        ("xn--e1afmkfd.xn--p1ai", "[link]"),
        ("x。example", "[link]"),
        ("x．example", "[link]"),
        ("a.b.c.example", "[link]"),
        ("me@x.example", "[link]"),
        ("mailto:me", "[link]"),
        ("javascript:alert(1)", "[link]"),
        ("[my shop](http://x.example)", "my shop"),
        ("![seen](http://x.example/p.png)", "seen"),
        ("[http://x.example](http://y.example)", "[link]"),
        ("<http://x.example>", "<[link]"),
        ("Run for 10.30 min, e.g. at 8.", "Run for 10.30 min, e.g. at 8."),
        ("Wait... no. Yes", "Wait... no. Yes"),
        ("3.5kg [sic] (not more)", "3.5kg [sic] (not more)"),
    ],
)
def test_links_are_taken_out_and_words_stay(typed: str, left: str) -> None:
    assert without_links(typed) == left


@pytest.mark.parametrize(
    ("typed", "reads"),
    [
        ("**Bold**, *it* and `a  b`\nnext\n\nnew", "Bold, it and a b\nnext\n\nnew"),
        ("> quoted\n> more\n\nan answer", "“quoted\nmore”\n\nan answer"),
        ("- one\n- two\n\n3) three\n4) four", "• one\n• two\n\n3. three\n4. four"),
        ("- one\n  - two\n\n    > three", "• one\n• two\n“three”"),
        ("```\nif a:\n    b\n```\nso", "if a:\n    b\n\nso"),
        ("[my shop](http://x.example) \\*not bold\\*", "my shop *not bold*"),
        ("a < b &amp; c <b>", "a < b & c <b>"),
        ("![seen](http://x.example/p.png)", "!seen"),
        ("", ""),
    ],
)
def test_a_comment_in_words_is_as_it_reads(typed: str, reads: str) -> None:
    assert words_of(render_comment(typed)) == reads


def test_what_is_not_seen_is_taken_out() -> None:
    assert without_controls("a\x00b\u202ec\u200bd\ufeffe\x1b[31mf\n\tg") == "abcde[31mf\n\tg"
    assert without_controls("\U0001f469\u200d\U0001f373 می\u200cخواهم") == (
        "\U0001f469\u200d\U0001f373 می\u200cخواهم"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u0085", "\x0b"])
def test_a_line_is_one_line(end: str) -> None:
    assert one_line(f" Ada{end}Bcc: eve@example.org ", 80) == "Ada Bcc: eve@example.org"


def test_what_is_too_long_is_cut() -> None:
    assert shortened("12345", 5) == "12345"
    assert shortened("123 56", 5) == "123…"
    assert one_line("x" * 200, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    "typed",
    [
        "a.",
        "-.",
        "1.1",
        "a@",
        "[",
        "[x](",
        "a:",
        "abcdefghijklmnopqrst:",
        "_",
        "a-",
        "ab.cd_",
        "。",
    ],
)
def test_no_text_takes_long(typed: str) -> None:
    long = (typed * 10_000)[:10_000]
    began = time.process_time()
    without_links(without_controls(long))
    assert time.process_time() - began < 0.5
