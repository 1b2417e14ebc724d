"""Source text to safe HTML: the only module that declares HTML safe.

Two policies. Authors write rich HTML; commenters write a small Markdown. Both end in nh3, whose
allow-lists below are what a page can ever contain.
"""

import re
from functools import lru_cache
from html import escape, unescape
from typing import Any, Self

import nh3
from django.db import models
from django.utils.safestring import SafeString
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt

from fitsite.visible import is_visible

AUTHOR_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("a", "em", "strong", "s", "sub", "sup", "mark", "abbr"),
    *("figure", "figcaption", "img", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}
AUTHOR_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "h2": {"id"},
    "h3": {"id"},
}
# How a quotation or a picture stands on the page: static/css/components/prose.css.
AUTHOR_CLASSES = {"blockquote": {"pull-quote"}, "figure": {"wide", "aside"}}
# What articles/rendering.py makes of an author's HTML when it is published.
RENDERED_TAGS = AUTHOR_TAGS | {"picture", "source", "div"}
RENDERED_ATTRIBUTES = AUTHOR_ATTRIBUTES | {
    "img": {
        *AUTHOR_ATTRIBUTES["img"],
        *("srcset", "sizes", "loading", "decoding", "fetchpriority"),
    },
    "source": {"type", "srcset", "sizes"},
    "div": {"role", "tabindex", "aria-label"},
}
RENDERED_CLASSES = AUTHOR_CLASSES | {"div": {"scrolls"}}
_HREF = re.compile(r'<a href="([^"]*)"')
COMMENT_TAGS = {
    *("p", "br", "a", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li"),
}
# The parser skips what is nested deeper; such a text is shown as it was typed.
MAX_NESTING = 40
_LINK = re.compile(r'(<a href="([^"]*)"[^>]*>)(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LINKED_TO = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20]")
_WITH_HOST = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def _author_attribute(tag: str, attribute: str, value: str) -> str | None:
    # Pictures come from this site alone, and `//host` is another host in disguise. Browsers drop
    # white space from an address and take a backslash for a slash.
    if attribute == "src":
        return value if _is_our_own(value) else None
    if attribute == "srcset":
        return value if all(_is_our_own(address) for address in value.split(",")) else None
    return None if attribute == "href" and _names_a_host(value) else value


def _is_our_own(address: str) -> bool:
    return _unmasked(address).startswith("/") and not _names_a_host(address)


def _names_a_host(address: str) -> bool:
    return _unmasked(address).startswith("//")


def _unmasked(address: str) -> str:
    return _UNSEEN.sub("", address).replace("\\", "/")


def _comment_attribute(tag: str, attribute: str, value: str) -> str | None:
    return value if attribute != "href" or _WITH_HOST.match(value) else None


_AUTHOR = nh3.Cleaner(
    tags=AUTHOR_TAGS,
    attributes=AUTHOR_ATTRIBUTES,
    allowed_classes=AUTHOR_CLASSES,
    attribute_filter=_author_attribute,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener",
)
_RENDERED = nh3.Cleaner(
    tags=RENDERED_TAGS,
    attributes=RENDERED_ATTRIBUTES,
    allowed_classes=RENDERED_CLASSES,
    attribute_filter=_author_attribute,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener",
)
_COMMENT = nh3.Cleaner(
    tags=COMMENT_TAGS,
    attributes={"a": {"href"}, "ol": {"start"}},
    attribute_filter=_comment_attribute,
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow ugc noopener noreferrer",
)


def _comment_markdown() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark",
        {"html": False, "linkify": True, "breaks": True, "maxNesting": MAX_NESTING},
    )
    parser.enable(["linkify", "strikethrough"])
    parser.disable(["image", "heading", "lheading", "hr", "reference", "html_block", "html_inline"])
    # Only what is plainly an address becomes a link: not "node.js", not "//host".
    parser.linkify = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False})
    # What the cleaner would empty is no link, and stays as it was typed.
    parser.validateLink = lambda url: bool(_LINKED_TO.match(url))  # type: ignore[method-assign]
    # A decoded look-alike host (xn--…) would hide where a link leads.
    parser.normalizeLinkText = lambda url: url  # type: ignore[assignment, method-assign]
    return parser


_MARKDOWN = _comment_markdown()


def clean_article(html: str) -> str:
    """What is left of an author's HTML; cleaning twice changes nothing."""
    return _AUTHOR.clean(html)


def clean_rendered(html: str) -> str:
    """What is left of HTML that was made of an author's; it may hold responsive pictures."""
    return _RENDERED.clean(html)


# A text is looked at when it is typed, and again when it is stored.
@lru_cache(maxsize=32)
def render_comment(text: str) -> str:
    """A comment's Markdown as sanitised HTML. About 1 ms for an ordinary comment; store it."""
    parsed = _MARKDOWN.parse(text)
    if any(token.nesting == 1 and token.level >= MAX_NESTING - 1 for token in parsed):
        return "<p>" + escape(text).replace("\n", "<br>\n") + "</p>\n"
    cleaned = _COMMENT.clean(_MARKDOWN.renderer.render(parsed, _MARKDOWN.options, {}))
    return _LINK.sub(_with_words, cleaned)


def _with_words(link: re.Match[str]) -> str:
    """A link that people can see: one without words shows where it leads."""
    opening, address, words = link.groups()
    return link[0] if is_visible(text_of(words)) else f"{opening}{address}</a>"


def text_of(html: str) -> str:
    """What people read of rendered HTML."""
    return unescape(_TAG.sub("", html))


def count_links(comment_html: str) -> int:
    """How many links a rendered comment holds."""
    return comment_html.count("<a href=")


def links_in(comment_html: str) -> list[str]:
    """Where the links of a rendered comment lead."""
    return [unescape(address) for address in _HREF.findall(comment_html)]


def trusted(html: str) -> SafeString:
    """Declare HTML safe that came out of a cleaner above, or of a template that escapes."""
    return SafeString(html)


class HasBody(models.Model):
    """A record with an author's HTML in `body`, which `body_html` prints."""

    class Meta:
        abstract = True

    body: Any

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        """Remember what came from the database, and so is clean."""
        record = super().from_db(*args, **kwargs)
        record._clean_body = record.__dict__.get("body")
        return record

    _clean_body: str | None = None

    @property
    def body_html(self) -> SafeString:
        """The body as HTML that a page may print; what was not stored yet is cleaned first."""
        body: str = self.body
        return trusted(body if body is self._clean_body else clean_article(body))


class CleanHTMLField(models.TextField):  # type: ignore[type-arg]
    """An author's HTML, cleaned on its way to the database whichever way it takes.

    Forms, importers, the shell, `update()` and `bulk_create()` all pass `get_prep_value`.
    """

    def get_prep_value(self, value: Any) -> Any:
        """Clean what is about to be stored."""
        value = super().get_prep_value(value)
        return clean_article(value) if isinstance(value, str) else value


class RenderedHTMLField(models.TextField):  # type: ignore[type-arg]
    """HTML made for pages of an author's: clean in the database, safe to print when it is read."""

    def get_prep_value(self, value: Any) -> Any:
        """Clean what is about to be stored."""
        value = super().get_prep_value(value)
        return clean_rendered(value) if isinstance(value, str) else value

    def from_db_value(self, value: Any, *context: Any) -> Any:
        """What was stored is clean."""
        return trusted(value) if isinstance(value, str) else value
