"""The comment form before anything is typed: the same under every article, so rendered once."""

from functools import cache

from django.conf import settings

from articles.models import Article
from comments.forms import CommentForm
from fitsite.markup import render_comment, trusted

# What the form shows beside each other: as it is typed, and as readers see it.
EXAMPLES = (
    "*emphasis*",
    "**strong**",
    "[words](https://example.org)",
    "> a quote",
    "- an item\n- another",
    "`code`",
    "~~struck out~~",
)


def blank_fields() -> str:
    """The fields and buttons as HTML. In development a changed template is seen at once."""
    return _render() if settings.DEBUG else _rendered_once()


def examples() -> list[tuple[str, str]]:
    """Pairs of what is typed and its HTML, out of the renderer that comments go through."""
    return [(typed, trusted(render_comment(typed))) for typed in EXAMPLES]


def _render() -> str:
    return CommentForm(article=Article()).fields_html


_rendered_once = cache(_render)
