"""The headings of a text have addresses, and its length is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from articles.outline import WORDS_PER_MINUTE, outline

MakeArticle = Callable[..., Article]


def ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', outline(html).html)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<h2>Warm up</h2>", ["section-warm-up"]),
        ("<h2>Warm <em>up</em> &amp; go</h2>", ["section-warm-up-go"]),
        ("<h2>Go</h2><h3>Go</h3><h2>go!</h2>", ["section-go", "section-go-2", "section-go-3"]),
        ('<h2 id="own">Go</h2><h3 id="own">Go</h3>', ["own", "section-go"]),
        ('<h2 id="section-go">A</h2><h2>Go</h2>', ["section-go", "section-go-2"]),
        ('<h2>Go</h2><h2 id="section-go">A</h2>', ["section-go", "section-a"]),
        ("<h2>?!</h2><h2>…</h2>", ["section-1", "section-1-2"]),
        ("<h2>Übung</h2><h2>長距離走</h2>", ["section-übung", "section-長距離走"]),
        ("<h2></h2><h2> </h2><h4>Small</h4>", []),
        ("<pre><code>&lt;h2&gt;No&lt;/h2&gt;</code></pre>", []),
        ('<img alt="<h2>No</h2>">', []),
        (f"<h2>{'long ' * 40}</h2>", ["section-" + ("long-" * 12).strip("-")]),
        ('<h2 id="a&quot; onclick=&quot;x">Go</h2>', ["a&quot;onclick=&quot;x"]),
    ],
)
def test_every_heading_has_an_id_of_its_own(html: str, found: list[str]) -> None:
    assert ids(html) == found


def test_what_is_not_a_heading_stays_as_it_is() -> None:
    html = '<p>a &amp; b &nbsp;<a href="/x?a=1&amp;b=2">c</a><br></p><pre>x &lt; y</pre>'
    assert outline(html).html == html


def test_headings_are_told_with_their_level_and_their_words() -> None:
    entries = outline("<h2>A &amp; <em>B</em>\n C</h2><h3>D &lt;e&gt;</h3>").entries
    assert [(entry.level, entry.text) for entry in entries] == [(2, "A & B C"), (3, "D <e>")]


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (320, 1), (340, 2), (2200, 10), (2200 * 6, 60)]
)
def test_the_time_to_read_is_told_in_whole_minutes(words: int, minutes: int) -> None:
    assert WORDS_PER_MINUTE == 220
    assert outline(f"<p>{'word ' * words}</p>").minutes == minutes


def test_three_headings_make_a_table_of_contents(make_article: MakeArticle, client: Client) -> None:
    body = "<h2>First &amp; last</h2><p>x</p><h3>Second</h3><p>x</p><h2>Third</h2>"
    page = client.get(make_article(body=body).get_absolute_url()).text
    contents = page.partition('aria-label="Contents"')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', contents)
    assert links == [
        *(("section-first-last", "First &amp; last"), ("section-second", "Second")),
        ("section-third", "Third"),
    ]
    assert all(page.count(f'id="{anchor}"') == 1 for anchor, _ in links)


def test_two_headings_are_seen_at_a_glance(make_article: MakeArticle, client: Client) -> None:
    article = make_article(body="<h2>First</h2><h2>Second</h2>")
    assert 'aria-label="Contents"' not in client.get(article.get_absolute_url()).text


def test_contents_and_length_follow_what_is_published(
    make_article: MakeArticle, change: Callable[..., Any], client: Client
) -> None:
    article = make_article(body=f"<h2>A</h2><h2>B</h2><h2>C</h2><p>{'word ' * 660}</p>")
    assert "3 min read" in client.get(article.get_absolute_url()).text
    assert "3 min read" in client.get("/").text
    article.publish(change(article, body="<p>Short.</p>"))
    page = client.get(article.get_absolute_url()).text
    assert "1 min read" in page
    assert 'aria-label="Contents"' not in page
