"""Threads of any size, put straight into the database with the columns that the verbs would write.

`test_threads.py` compares a small one with what the verbs really write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from articles.models import Article
from comments.models import Comment, ThreadCount
from comments.models.threading import MAX_DEPTH, path_step

BASES = {"published": "ham", "removed": "person", "held": "rule", "spam": "spam", "unchecked": ""}
# A comment in one of these states may have been public once, and may have been answered then.
ONCE_PUBLIC = ("published", "removed")

# Numbers of one length, so that no text of a comment is the beginning of another's.
LEAST_NUMBER = 1_000_000


@dataclass(frozen=True)
class Twig:
    """One comment of a thread: the position of the one that it answers, and its state."""

    answers: int | None = None
    status: str = "published"


def grow(article: Article, twigs: Sequence[Twig]) -> list[Comment]:
    """Store the comments of one article; the latest of the oldest first, as they came."""
    now, grown = timezone.now(), list[Comment]()
    greatest = Comment.objects.aggregate(Max("pk"))["pk__max"] or 0
    for number, twig in enumerate(twigs, start=max(LEAST_NUMBER, greatest + 1)):
        parent = None if twig.answers is None else grown[twig.answers]
        comment = Comment(pk=number, article=article, parent=parent, status=twig.status)
        comment.root = parent.root if parent else comment
        comment.depth = parent.depth + 1 if parent else 0
        comment.path = (parent.path if parent else "") + path_step(comment.pk)
        comment.basis = BASES[twig.status]
        comment.name, comment.email = f"Name{comment.pk}", f"{comment.pk}@example.org"
        comment.body, comment.body_html = f"Text{comment.pk}", f"<p>Text{comment.pk}</p>"
        comment.created_at = now
        if twig.status in ONCE_PUBLIC:
            comment.published_at, comment.place = now, _place(comment)
        grown.append(comment)
        if twig.status == "published":
            for ancestor in ancestors(comment):
                ancestor.replies_published += 1
    Comment.objects.bulk_create(grown)
    number_behind_them()
    states = Counter(comment.status for comment in grown)
    ThreadCount.objects.update_or_create(article=article, defaults=states)
    return grown


def number_behind_them() -> None:
    """Have the database number the next comment higher than all that were put there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            cursor.execute(statement)


def _place(comment: Comment) -> int:
    if comment.is_root or comment.root is None:
        return 0
    comment.root.places_given += 1
    return comment.root.places_given


def ancestors(comment: Comment) -> Iterator[Comment]:
    """Its parent, the parent of that, and so on."""
    parent: Any = comment.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def stands_in_thread(comment: Comment) -> bool:
    """Whether readers see anything of it: its text, or that something was there."""
    return comment.status == "published" or comment.replies_published > 0


def at_random(random: Random, size: int, *, bushy: float, gone: float) -> list[Twig]:
    """A thread: `bushy` of it are replies, `gone` of it is out of sight."""
    twigs: list[Twig] = []
    depths: list[int] = []
    for _ in range(size):
        open_to_replies = [
            at
            for at, twig in enumerate(twigs)
            if twig.status in ONCE_PUBLIC and depths[at] < MAX_DEPTH
        ]
        answers = None
        if open_to_replies and random.random() < bushy:
            answers = random.choice(open_to_replies)
        status = random.choice(list(BASES)) if random.random() < gone else "published"
        twigs.append(Twig(answers, status))
        depths.append(0 if answers is None else depths[answers] + 1)
    return twigs
