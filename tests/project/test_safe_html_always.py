"""Whatever is thrown at the cleaners, nothing but the allowed comes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitsite.markup import (
    AUTHOR_ATTRIBUTES,
    AUTHOR_TAGS,
    COMMENT_TAGS,
    clean_article,
    render_comment,
)

SCRAPS = [
    *("<script>", "</script>", "<img src=", "<a href=", "<svg>", "<math>", "<style>", "</style>"),
    *("<p>", "</p>", "<table>", "<td>", "<ol start=", "<h2 id=", "<template>", "<noscript>"),
    *(
        '"',
        "'",
        ">",
        "<",
        "/",
        "//",
        "\\",
        "&",
        ";",
        "=",
        " ",
        "\n",
        "\t",
        "\0",
        "\x01",
        "`",
        "```",
    ),
    *(
        "javascript:",
        "data:",
        "https://",
        "//evil.example",
        "mailto:",
        "&#106;",
        "&colon;",
        "&Tab;",
    ),
    *(
        "onerror=alert(1)",
        "onload =x",
        "style=x",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "![",
        "](",
    ),
    *("[", "]", "(", ")", "> ", "- ", "3. ", "**", "~~", "аррӏе.com", "xn--80ak6aa92e.com", "é"),
]
HOSTILE = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=5), max_size=25).map("".join)
MANY = settings(max_examples=300, deadline=None, database=None)


class Found(HTMLParser):
    """Every tag that HTML holds, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def as_browsers_read(address: str) -> str:
    """Per the URL standard: no control characters around it, no tabs or newlines within."""
    address = re.sub(r"^[\x00-\x20]+|[\t\n\r]", "", address)
    return address if re.match(r"(?!https?:)[a-z]+:", address, re.I) else address.replace("\\", "/")


@MANY
@given(html=HOSTILE)
def test_an_authors_html_holds_only_what_is_allowed(html: str) -> None:
    for tag, attributes in Found(clean_article(html)).tags:
        assert tag in AUTHOR_TAGS
        assert set(attributes) <= AUTHOR_ATTRIBUTES.get(tag, set()) | {"rel"}
        target = as_browsers_read(attributes.get("href", ""))
        assert not target.startswith("//")
        scheme = re.match(r"[a-z][a-z0-9+.-]*(?=:)", target, re.I)
        assert scheme is None or scheme[0].lower() in {"http", "https", "mailto", "tel"}
        source = as_browsers_read(attributes.get("src", "/"))
        assert source.startswith("/")
        assert not source.startswith("//")


@MANY
@given(text=HOSTILE)
def test_a_comment_holds_only_what_is_allowed(text: str) -> None:
    for tag, attributes in Found(render_comment(text)).tags:
        assert tag in COMMENT_TAGS
        assert set(attributes) <= {"a": {"href", "rel"}, "ol": {"start"}}.get(tag, set())
        if "href" in attributes:
            assert re.match(r"https?:|mailto:", as_browsers_read(attributes["href"]), re.I)
        if tag == "a":
            assert {"nofollow", "ugc", "noopener"} <= set(attributes.get("rel", "").split())


@MANY
@given(html=HOSTILE)
def test_cleaning_twice_changes_nothing(html: str) -> None:
    once = clean_article(html)
    assert clean_article(once) == once


@MANY
@given(text=HOSTILE)
def test_a_rendered_comment_passes_the_authors_cleaner_too(text: str) -> None:
    rendered = render_comment(text)
    words = [re.sub(r"<[^>]*>", "", html) for html in (rendered, clean_article(rendered))]
    assert words[0] == words[1]


@pytest.mark.parametrize("clean", [clean_article, render_comment])
@MANY
@given(text=st.text(alphabet=st.characters(exclude_characters="<>&\0", exclude_categories=["Cs"])))
def test_words_without_markup_are_kept(clean: Callable[[str], str], text: str) -> None:
    for word in re.findall(r"[a-zA-Zäßñ]{3,}", text):
        assert word in clean(text)
