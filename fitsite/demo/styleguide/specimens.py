"""Made-up people, articles and comments, shaped as the templates expect them; none is stored."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from articles.models import Article
from comments.forms import CommentForm
from fitsite.markup import render_comment, trusted

AT = datetime(2026, 5, 9, 7, 30, tzinfo=timezone.get_default_timezone())
HERE = "/styleguide/"


def comment(name: str, text: str, *replies: dict[str, Any], **other: Any) -> dict[str, Any]:
    """A comment as comments.entries makes one."""
    return {
        "pk": 0,
        "is_published": True,
        "anchor": f"comment-by-{name.lower().replace(' ', '-')}",
        "permalink": HERE,
        "name": name,
        "iso_time": AT.isoformat(),
        "shown_time": f"{AT.day} {AT:%B %Y, %H:%M}",
        "text_html": trusted(render_comment(text)),
        "answered_address": HERE,
        "takes_replies": True,
        "replies": list(replies),
    } | other


def thread() -> list[dict[str, Any]]:
    """Comments in each state that readers see."""
    deep = comment("Ed", "As deep as it goes: nobody answers here.", takes_replies=False)
    gone = comment("gone", "", comment("Di", "A reply to what was removed."), is_published=False)
    text = "A link, <https://example.org>, *emphasis* and `code`:\n\n> quoted\n\n- one\n- two"
    return [
        comment(
            "Ana",
            text,
            comment("Otto Longmile", "The author answers.", deep, badges=["Author"]),
            comment("Moderator", "One of the staff.", badges=["Staff"], answered_name="Ana"),
            website="https://example.org/",
            hidden_replies=12,
        ),
        gone,
        comment("محمد", "مرحبا بالجميع"),
    ]


def forms() -> dict[str, CommentForm]:
    """The form as it is found, and as it comes back."""
    article = Article(slug="styleguide", publish_at=AT)
    wrong = {"name": "", "email": "ana@", "website": "not an address", "body": "What I typed"}
    return {
        "empty_form": CommentForm(article=article, auto_id="empty_%s"),
        "wrong_form": CommentForm(wrong, article=article, auto_id="wrong_%s"),
    }


def standings() -> list[dict[str, Any]]:
    """What a commenter is told of a comment, and of a change to it."""
    told = ["published", "checking", "waiting", "refused", "withdrawn"]
    changes = [("published", "checking"), ("published", "waiting"), ("published", "refused")]
    return [
        {
            "comment": {"told_to_its_author": standing, "get_absolute_url": HERE},
            "change_told": change,
        }
        for standing, change in [*((each, "") for each in told), *changes]
    ]


def article(title: str, *, days: int = 0, **other: Any) -> SimpleNamespace:
    """An article as a list or its own page shows one."""
    about = {
        "title": title,
        "summary": "One or two sentences that say what this is about, and whom it may please.",
        "publish_at": AT - timedelta(days=days),
        "get_absolute_url": HERE,
        "bylines": [author("Otto Longmile")],
    }
    return SimpleNamespace(**about | other)


def author(name: str) -> SimpleNamespace:
    """A person whose name stands over articles."""
    return SimpleNamespace(
        name=name,
        get_absolute_url=HERE,
        bio="Runs slowly, walks quickly and collects weathervanes.",
    )
