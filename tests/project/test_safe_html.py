"""What becomes of an author's HTML and of a commenter's Markdown, case by case."""

from __future__ import annotations

from html import escape

import pytest

from fitsite.markup import clean_article, count_links, render_comment

OUTBOUND = 'rel="nofollow ugc noopener noreferrer"'


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="start">Warm up</h2><p>Run <strong>slowly</strong>, <em>then</em> rest.</p>',
        '<ol start="3"><li>Three</li></ol><ul><li>Any</li></ul><blockquote>So it is.</blockquote>',
        '<figure><img src="/media/run.jpg" alt="A" width="4"><figcaption>B</figcaption></figure>',
        '<table><tbody><tr><th scope="row">A</th><td colspan="2">B</td></tr></tbody></table>',
        '<blockquote class="pull-quote">Slowly.</blockquote><figure class="wide"><p>A</p></figure>',
        "<pre><code>a &lt; b</code></pre><hr><p>H<sub>2</sub>O<br>x<sup>2</sup></p>",
    ],
    ids=["headings", "lists", "picture", "table", "placing", "code"],
)
def test_what_an_author_writes_stays(html: str) -> None:
    assert clean_article(html) == html


def test_only_classes_that_the_design_knows_remain() -> None:
    cleaned = clean_article(
        '<blockquote class="pull-quote masthead">A</blockquote><p class="pull-quote">B</p>'
    )
    assert cleaned == '<blockquote class="pull-quote">A</blockquote><p>B</p>'


def test_an_authors_links_open_nothing_in_our_name() -> None:
    cleaned = clean_article('<a href="https://example.org/" title="There" target="_blank">x</a>')
    assert cleaned == '<a href="https://example.org/" title="There" rel="noopener">x</a>'
    assert (
        clean_article('<a href="/about/#us">x</a>') == '<a href="/about/#us" rel="noopener">x</a>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        "<iframe src='https://evil.example'></iframe>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<form action='https://evil.example'><input name=password></form>",
        "<!-- hidden -->",
        "<meta http-equiv=refresh content=0><base href='https://evil.example'>",
    ],
)
def test_what_can_do_harm_leaves_no_trace(html: str) -> None:
    cleaned = clean_article(f"<p>Before</p>{html}<p>After</p>")
    for word in ("alert", "evil", "hidden", "onerror", "<form", "<svg", "<meta", "<base"):
        assert word not in cleaned
    assert "<p>Before</p>" in cleaned
    assert "<p>After</p>" in cleaned


@pytest.mark.parametrize(
    "source",
    [
        *("https://evil.example/x.png", "//evil.example/x.png", "/\\evil.example/x.png"),
        *("/\t/evil.example/x.png", "/\n/evil.example/x.png", "data:image/png;base64,AAAA"),
        *("\\\\evil.example/x.png", " //evil.example/x.png", "x.png"),
    ],
)
def test_pictures_come_from_this_site_alone(source: str) -> None:
    assert "src" not in clean_article(f'<img src="{source}" alt="A">')


@pytest.mark.parametrize(
    "target",
    [
        *("javascript:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:a"),
        *("&#106;avascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"),
        *("//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", " //evil"),
    ],
)
def test_an_authors_link_runs_nothing_and_hides_no_host(target: str) -> None:
    assert "href" not in clean_article(f'<a href="{target}">x</a>')


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("One\nTwo\n\nThree", "<p>One<br>\nTwo</p>\n<p>Three</p>\n"),
        ("*so* **very** ~~not~~", "<p><em>so</em> <strong>very</strong> <s>not</s></p>\n"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n'),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>\n"),
        ("a < b && c > d", "<p>a &lt; b &amp;&amp; c &gt; d</p>\n"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
        ("# Not a heading", "<p># Not a heading</p>\n"),
        ("", ""),
    ],
)
def test_a_comment_is_shown_as_its_writer_meant_it(typed: str, shown: str) -> None:
    assert render_comment(typed) == shown


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("see https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&amp;c=2"),
        ("[there](https://example.org/)", "https://example.org/"),
        ("<https://example.org/>", "https://example.org/"),
        ("[write](mailto:ann@example.org)", "mailto:ann@example.org"),
        ("![picture](https://example.org/a.png)", "https://example.org/a.png"),
    ],
)
def test_a_commenters_link_is_disowned(typed: str, target: str) -> None:
    html = render_comment(typed)
    assert f'<a href="{target}" {OUTBOUND}>' in html
    assert "<img" not in html
    assert count_links(html) == 1


@pytest.mark.parametrize(
    "typed",
    [
        *("node.js and example.org", "ann@example.org", "//evil.example/x", "[x](//evil.example)"),
        *("[x](/admin/logout/)", "[x](javascript:alert(1))", "[x](data:text/html,x)"),
        *("ftp://example.org/", "[x][1]\n\n[1]: /admin/", "<a href='https://e.example'>x</a"),
    ],
)
def test_what_is_not_plainly_an_address_leads_nowhere(typed: str) -> None:
    html = render_comment(typed)
    assert "href" not in html or typed.startswith("<a")
    assert count_links(html) <= (1 if typed.startswith("<a") else 0)


@pytest.mark.parametrize(
    "typed", ["[x](//evil.example)", "[x](/about/)", "[x](tel:1)", "[x](example.org)", "<tel:1>"]
)
def test_what_does_not_become_a_link_stays_as_it_was_typed(typed: str) -> None:
    assert render_comment(typed) == f"<p>{escape(typed)}</p>\n"


@pytest.mark.parametrize("words", ["", " ", "\u200b", "**\u200b**", "&nbsp;", "\u3164"])
def test_a_link_without_words_shows_where_it_leads(words: str) -> None:
    html = render_comment(f"[{words}](https://example.org/?a=1&b=2)")
    assert html.count(">https://example.org/?a=1&amp;b=2</a>") == 1


@pytest.mark.parametrize(
    "text",
    [
        "> " * 20 + "deep",
        "> " * 5_000 + "deep",
        "\n".join("  " * level + "- item" for level in range(30)) + " deep",
    ],
)
def test_however_deep_a_text_stands_it_is_shown(text: str) -> None:
    assert "deep" in render_comment(text)


def test_a_host_that_looks_like_another_is_linked_by_its_real_name() -> None:
    cyrillic = "https://аррӏе.com/"
    for typed in (cyrillic, f"[apple]({cyrillic})", "https://xn--80ak6aa92e.com/"):
        assert '<a href="https://xn--80ak6aa92e.com/"' in render_comment(typed)
    assert ">https://xn--80ak6aa92e.com/</a>" in render_comment("https://xn--80ak6aa92e.com/")
