"""Loads the demo magazine: every row through the verbs that a live site uses."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files import File
from django.utils import timezone

from articles.models import Article, Author, Category, Image, Page
from comments.models import Check, Comment
from comments.spam.evidence import Submission
from fitsite.accounts.models import User
from fitsite.branding.models import Branding

HERE = Path(__file__).parent


def is_empty() -> bool:
    """Whether the database holds nothing that the demo could get in the way of."""
    return not (Article.objects.exists() or User.objects.exists() or Page.objects.exists())


def load(moderator: User) -> None:
    """Load everything; decisions over comments are made in the moderator's name."""
    site = json.loads((HERE / "site.json").read_text())
    authors = {entry["slug"]: _author(entry) for entry in site["authors"]}
    categories: dict[str, Category] = {}
    for entry in site["categories"]:
        categories[entry["slug"]] = _category(entry, categories)
    for entry in site["pages"]:
        Page.objects.create(
            title=entry["title"], slug=entry["slug"], body=_text(entry["body_file"])
        )
    Branding.objects.create(**site["branding"])
    threads = json.loads((HERE / "comments.json").read_text())
    for entry in site["articles"]:
        content = _content(entry, authors, categories)
        article = Article.objects.draft(by=moderator, **content)
        article.publish(article.revisions.get(), by=moderator)
        for comment in threads.get(entry["slug"], []):
            _comment(comment, article, None, moderator)
        if entry["comments"] == "closed":
            closing = article.revise(by=moderator, **content | {"comments_open": False})
            article.publish(closing, by=moderator)


def _text(name: str) -> str:
    return (HERE / name).read_text()


def _image(name: str, alt: str = "", caption: str = "") -> Image:
    with (HERE / name).open("rb") as picture:
        return Image.objects.create(
            file=File(picture, name=Path(name).name), alt=alt, caption=caption
        )


def _author(entry: dict[str, Any]) -> Author:
    return Author.objects.create(
        name=entry["name"], slug=entry["slug"], bio=entry["bio"], photo=_image(entry["photo"])
    )


def _category(entry: dict[str, Any], known: dict[str, Category]) -> Category:
    parent = entry.get("parent")
    return Category.objects.create(
        name=entry["name"],
        slug=entry["slug"],
        description=entry["description"],
        parent=known[parent] if parent else None,
    )


def _content(
    entry: dict[str, Any], authors: dict[str, Author], categories: dict[str, Category]
) -> dict[str, Any]:
    return {
        "title": entry["title"],
        "slug": entry["slug"],
        "summary": entry["summary"],
        "body": _text(entry["body_file"]),
        "hero": _image(entry["hero"], entry["hero_alt"], entry["hero_caption"]),
        "publish_at": timezone.now() - timedelta(days=entry["published_days_ago"]),
        "author_ids": [authors[slug].pk for slug in entry["authors"]],
        "category_ids": [categories[slug].pk for slug in entry["categories"]],
        "tag_names": entry["tags"],
    }


def _comment(
    entry: dict[str, Any], article: Article, parent: Comment | None, moderator: User
) -> None:
    check = Comment.objects.submit(
        Submission(
            article=article,
            parent=parent,
            name=entry["name"],
            email=entry["email"],
            website=entry.get("website", ""),
            body=entry["body"],
            user=moderator if entry.get("by_staff") else None,
            address="192.0.2.1",
            user_agent="Demo",
            sent_at=_sent_at(entry, article),
        )
    )
    # Should a live checker ever see one of these, it must learn nothing from it.
    Check.objects.filter(pk=check.pk).update(fields={**check.fields, "is_test": "1"})
    comment = check.revision.comment
    # Replies come while their parent is public, whatever became of it afterwards.
    if entry["state"] == "published" or entry.get("replies"):
        comment.approve(by=moderator, why="Demo: published")
    for reply in entry.get("replies", []):
        _comment(reply, article, comment, moderator)
    _decide(comment, entry, moderator)


def _decide(comment: Comment, entry: dict[str, Any], moderator: User) -> None:
    why = f"Demo: {entry.get('why', entry['state'])}"
    if entry["state"] == "held":
        comment.hold(by=moderator, why=why)
    elif entry["state"] == "spam":
        comment.mark_as_spam(by=moderator, why=why)
    elif entry["state"] == "removed":
        comment.remove(by=moderator, why=why)


def _sent_at(entry: dict[str, Any], article: Article) -> datetime:
    published_at = article.publish_at or timezone.now()
    return min(published_at + timedelta(hours=entry["hours_after"]), timezone.now())
