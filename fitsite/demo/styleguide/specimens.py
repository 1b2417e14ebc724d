"""Made-up people, articles and comments, shaped as the templates expect them; none is stored.

Pictures are lent by the demo magazine, where it has been loaded.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count, cycle
from types import SimpleNamespace
from typing import Any

from django.db.models import F
from django.utils import timezone

from articles.cards import Card
from articles.models import Article, Image
from comments import avatars
from comments.forms import CommentForm
from fitsite.markup import render_comment, trusted
from fitsite.places import Place

AT = datetime(2026, 5, 9, 7, 30, tzinfo=timezone.get_default_timezone())
HERE = "/styleguide/"
_numbers = count(1)


def comment(name: str, text: str, *replies: dict[str, Any], **other: Any) -> dict[str, Any]:
    """A comment as comments.entries makes one."""
    return {
        "pk": next(_numbers),
        "is_published": True,
        "permalink": HERE,
        "name": name,
        "avatar": avatars.look("", name),
        "initials": avatars.initials(name),
        "iso_time": AT.isoformat(),
        "shown_time": f"{AT.day} {AT:%B %Y, %H:%M}",
        "text_html": trusted(render_comment(text)),
        "badges": (),
        "website": "",
        "answered_name": None,
        "answered_address": HERE,
        "takes_replies": True,
        "replies": [reply | {"is_root": False} for reply in replies],
        "replies_published": len(replies),
        "hidden_replies": 0,
        "is_root": True,
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
            replies_published=15,
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


def card(title: str, *, days: int = 0, hero: Image | None = None) -> Card:
    """An article as articles.cards makes one."""
    at = AT - timedelta(days=days)
    return {
        "pk": next(_numbers),
        "place": Place(at, 0),
        "address": HERE,
        "title": title,
        "summary": "One or two sentences that say what this is about, and whom it may please.",
        "hero": hero.stored if hero else None,
        "authors": [{"name": "Otto Longmile", "address": HERE}],
        "iso_time": at.isoformat(),
        "shown_date": f"{at.day} {at:%B %Y}",
        "minutes": "6",
    }


def articles() -> dict[str, Any]:
    """Articles in a list, one as it is read, and what stands around it."""
    heroes = cycle(Image.objects.filter(width__gt=F("height"))[:5] or [None])
    listed = [card(f"The title of article {n}", days=n, hero=next(heroes)) for n in range(4)]
    return {
        "leading": listed[:1],
        "latest": [*listed[1:], card("An article without a picture")],
        "counts": {listed[0]["pk"]: 21, listed[1]["pk"]: 1},
        "article": article(next(heroes)),
        "contents": [
            {"level": level, "id": "guide-prose", "text": text}
            for level, text in [(2, "A heading"), (3, "A smaller one in it"), (2, "Another")]
        ],
        "more": {"related": listed[:3], "older": listed[1], "newer": listed[2]},
        "threads": [{**each, "comments": 20 - n} for n, each in enumerate(listed)],
        "page": {"newer": "", "older": "x"},
    }


def article(hero: Image | None) -> SimpleNamespace:
    """An article as its own page shows it."""
    return SimpleNamespace(
        publish_at=AT,
        updated_on=AT.date(),
        reading_minutes=6,
        hero=hero,
        bylines=[author("Otto Longmile"), author("Wren Kettleby")],
        tags=SimpleNamespace(all=lambda: [_named("easy days"), _named("patience")]),
        categories=SimpleNamespace(all=lambda: [_named("Running")]),
    )


def subject() -> SimpleNamespace:
    """A category within others, with some of its own."""
    return SimpleNamespace(
        name="Strength",
        parent=True,
        lineage=[_named("Training"), _named("At home"), _named("Strength")],
        children=SimpleNamespace(all=[_named("Kettlebells"), _named("Pull-ups")]),
        description="Lifting, pulling and carrying, from the first hang on a bar onwards.",
    )


def author(name: str) -> SimpleNamespace:
    """A person whose name stands over articles."""
    return SimpleNamespace(
        name=name,
        get_absolute_url=lambda: HERE,
        photo=Image.objects.filter(file__contains=name.lower().replace(" ", "-")).first(),
        bio="Runs slowly, walks quickly and collects weathervanes.",
    )


def _named(name: str) -> SimpleNamespace:
    return SimpleNamespace(name=name, get_absolute_url=lambda: HERE)
