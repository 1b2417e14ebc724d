"""manage.py recheck_comments: sends many comments to the spam check again, at a gentle pace."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.models import Article
from comments import rights
from comments.models import Comment
from comments.models.comment import CommentQuerySet
from comments.states import MoveRefused, Status
from fitsite.accounts.models import User

BATCH = 100


class Command(BaseCommand):
    """In the name of a moderator, by the verb that the desk has, oldest comment first."""

    help = (
        "Asks the spam check about comments again, with what was sent the first time; the worker"
        " puts the questions. A published comment is out of sight until there is an answer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which comments, in whose name, and how fast."""
        parser.add_argument("--by", required=True, help="username of the moderator who wants it")
        states = [status.value for status in Status if status != Status.UNCHECKED]
        parser.add_argument("--state", choices=states, default=Status.HELD.value)
        parser.add_argument("--article", help="only under the article with this slug")
        parser.add_argument("--older-than", type=int, metavar="DAYS", help="by when they came")
        parser.add_argument("--newer-than", type=int, metavar="DAYS", help="by when they came")
        parser.add_argument("--after", type=int, default=0, help="go on behind this comment")
        parser.add_argument("--per-minute", type=int, default=60, help="0: without a pause")

    def handle(self, *args: Any, by: str, after: int, per_minute: int, **options: Any) -> None:
        """Send one after the other, and say how far it is."""
        if settings.COMMENT_CHECKER != "akismet":
            raise CommandError("No spam checker is set up: set AKISMET_API_KEY first.")
        if per_minute < 0:
            raise CommandError("--per-minute is a number of comments, or 0.")
        moderator, chosen = _moderator(by), _chosen(options)
        number = sent = 0
        try:
            for number, comment in enumerate(_one_by_one(chosen, after), start=1):
                sent += _recheck(comment, moderator)
                after = comment.pk
                if number % BATCH == 0:
                    self.stdout.write(f"{sent} of {number} sent, up to comment {after} …")
                if per_minute:
                    time.sleep(60 / per_minute)
        except KeyboardInterrupt:
            raise CommandError(f"Stopped. Go on with --after {after}.") from None
        left = f" Left as they were: {number - sent}." if number > sent else ""
        self.stdout.write(f"Sent to be checked again: {sent}.{left}")


def _moderator(name: str) -> User:
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None or not rights.decides_all(user):
        raise CommandError(f"Nobody called {name} may decide what is published.")
    return user


def _chosen(options: dict[str, Any]) -> CommentQuerySet:
    comments = Comment.objects.filter(status=options["state"])
    now = timezone.now()
    if slug := options["article"]:
        article = Article.objects.filter(slug=slug).first()
        if article is None:
            raise CommandError(f"There is no article with the slug {slug}.")
        comments = comments.filter(article=article)
    if (days := options["older_than"]) is not None:
        comments = comments.filter(created_at__lt=now - timedelta(days=days))
    if (days := options["newer_than"]) is not None:
        comments = comments.filter(created_at__gt=now - timedelta(days=days))
    return comments.order_by("pk")


def _one_by_one(comments: CommentQuerySet, after: int) -> Iterator[Comment]:
    while batch := list(comments.filter(pk__gt=after)[:BATCH]):
        yield from batch
        after = batch[-1].pk


def _recheck(comment: Comment, moderator: User) -> bool:
    try:
        return comment.recheck(by=moderator)
    except MoveRefused:
        return False
