"""Loads the demo magazine: every row through the verbs that a live site uses."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

from django.core.files import File
from django.utils import timezone

from articles.models import Article, Author, Category, Image, Page
from fitsite.accounts.models import User
from fitsite.branding.models import Branding
from fitsite.demo.thread import Thread

HERE = Path(__file__).parent
# A body names its pictures by file: <img src="picture:bean-shelf.jpg" alt="…">.
_PICTURE = re.compile(r'src="picture:([^"]+)" alt="([^"]*)"')


def is_empty() -> bool:
    """Whether the database holds nothing that the demo could get in the way of."""
    return not (Article.objects.exists() or User.objects.exists() or Page.objects.exists())


def load(moderator: User) -> None:
    """Load everything; decisions over comments are made in the moderator's name."""
    site = json.loads((HERE / "site.json").read_text())
    authors = {entry["slug"]: _author(entry) for entry in site["authors"]}
    people = {slug: author.user for slug, author in authors.items() if author.user}
    categories: dict[str, Category] = {}
    for entry in site["categories"]:
        categories[entry["slug"]] = _category(entry, categories)
    for entry in site["pages"]:
        Page.objects.create(
            title=entry["title"], slug=entry["slug"], body=_text(entry["body_file"])
        )
    Branding.objects.create(**site["branding"])
    for entry in site["articles"]:
        content = _content(entry, authors, categories)
        article = Article.objects.draft(by=moderator, **content)
        article.publish(article.revisions.get(), by=moderator)
        Thread(article, moderator, {"moderator": moderator, **people}).load()
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
    # An account makes the author's answers theirs; without a password nobody signs in with it.
    account = User.objects.create_user(entry["slug"], entry["email"], first_name=entry["name"])
    return Author.objects.create(
        name=entry["name"],
        slug=entry["slug"],
        bio=entry["bio"],
        photo=_image(entry["photo"]),
        user=account,
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
        "body": _PICTURE.sub(_stored, _text(entry["body_file"])),
        "hero": _image(entry["hero"], entry["hero_alt"], entry["hero_caption"]),
        "featured": entry.get("featured", False),
        "publish_at": timezone.now() - timedelta(days=entry["published_days_ago"]),
        "author_ids": [authors[slug].pk for slug in entry["authors"]],
        "category_ids": [categories[slug].pk for slug in entry["categories"]],
        "tag_names": entry["tags"],
    }


def _stored(named: re.Match[str]) -> str:
    """Put the picture into the media library, and its address and size in the name's place."""
    name, alt = named.groups()
    image = _image(f"pictures/{name}", alt=unescape(alt))
    return f'src="{image.file.url}" width="{image.width}" height="{image.height}" alt="{alt}"'
