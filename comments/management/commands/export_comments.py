"""manage.py export_comments: all comments with threads, states and history, as JSON Lines."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Prefetch

from articles.models import Article
from comments.models import Comment, HistoryEntry

BATCH = 500


class Command(BaseCommand):
    """Reads batch by batch: memory does not grow with the number of comments."""

    help = "Writes one JSON object for each comment to a line, those that are answered first."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which comments, where to, and how much of their authors."""
        parser.add_argument("--article", help="only those under the article with this slug")
        parser.add_argument("--output", type=Path, help="a file; else standard output")
        parser.add_argument(
            "--with-addresses",
            action="store_true",
            help="also e-mail and network addresses and browsers, where they are still kept",
        )

    def handle(self, *args: Any, article: str | None, output: Path | None, **options: Any) -> None:
        """Write them."""
        comments = Comment.objects.order_by("pk")
        if article is not None:
            if not Article.objects.filter(slug=article).exists():
                raise CommandError(f"There is no article with the slug {article}.")
            comments = comments.filter(article__slug=article)
        lines = (
            json.dumps(_of(comment, options["with_addresses"]), cls=DjangoJSONEncoder)
            for comment in _loaded(comments)
        )
        if output is None:
            self.stdout.writelines(f"{line}\n" for line in lines)
            return
        try:
            with _for_its_owner(output) as file:
                file.writelines(f"{line}\n" for line in lines)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error


def _for_its_owner(path: Path) -> TextIO:
    """Open a file that nobody else reads from its first byte on, even one that was there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    # What is no file, such as /dev/stdout, has its own rights.
    if path.is_file():
        os.fchmod(descriptor, 0o600)
    return os.fdopen(descriptor, "w")


def _loaded(comments: Any) -> Iterator[Comment]:
    history = HistoryEntry.objects.select_related("actor").order_by("pk")
    with_all = comments.select_related("article", "user").prefetch_related(
        "revisions__checks", Prefetch("history", history)
    )
    loaded: Iterator[Comment] = with_all.iterator(BATCH)
    return loaded


def _of(comment: Comment, with_addresses: bool) -> dict[str, Any]:
    checks = [check for text in comment.revisions.all() for check in text.checks.all()]
    return {
        "id": comment.pk,
        "article": comment.article.slug,
        "parent": comment.parent_id,
        "root": comment.root_id,
        "depth": comment.depth,
        "state": comment.status,
        "rests_on": comment.basis,
        "why": comment.why,
        "name": comment.name,
        "website": comment.website,
        "account": comment.user.get_username() if comment.user else None,
        "created_at": comment.created_at,
        "published_at": comment.published_at,
        "body": comment.body,
        "texts": [
            {
                "number": text.number,
                "at": text.created_at,
                "standing": text.standing,
                "body": text.body,
            }
            for text in comment.revisions.all()
        ],
        "checks": [
            {"at": check.created_at, "checker": check.checker, "verdict": check.verdict}
            for check in checks
        ],
        "history": [
            {
                "at": entry.at,
                "by": entry.actor.get_username() if entry.actor else None,
                "rule": entry.rule,
                "from": entry.from_status,
                "to": entry.to_status,
                "why": entry.why,
            }
            for entry in comment.history.all()
        ],
        **(_addresses(comment, checks) if with_addresses else {}),
    }


def _addresses(comment: Comment, checks: list[Any]) -> dict[str, Any]:
    browsers = [check.fields.get("user_agent") for check in checks]
    return {
        "email": comment.email,
        "address": comment.address,
        "browser": next(filter(None, browsers), None),
    }
