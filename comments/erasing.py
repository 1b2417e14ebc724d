"""Erases all that was sent with one address: comments in every state, subscriptions, letters."""

from __future__ import annotations

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from comments.models import Block, Comment, Erasure, Reader
from comments.spam.blocking import Kind
from fitsite.letters.models import Letter

# So many comments before the lease is given back: far less work than a lease is long.
BATCH = 100


def erase(erasure: Erasure) -> bool:
    """Carry a claimed wish out; False if there is more, which the worker takes up.

    Whatever dies in between, the wish is still there, and its work is what is left to erase.
    """
    reader = Reader.objects.of(erasure.address)
    batch = list(reader.comments().order_by("pk")[:BATCH])
    for comment in batch:
        comment.erase()
    _forget_in_the_log(batch)
    if len(batch) == BATCH:
        erasure.release()
        return False
    # Whoever is writing a letter to the reader holds them or their subscription until it is there.
    reader.delete()
    Block.objects.filter(kind=Kind.EMAIL, value=erasure.address).update(value="")
    Letter.objects.filter(to=erasure.address).delete()
    erasure.delete()
    return True


def _forget_in_the_log(comments: list[Comment]) -> None:
    """The admin's log repeats the beginning of a comment in each of its lines."""
    kind = ContentType.objects.get_for_model(Comment)
    lines = LogEntry.objects.filter(
        content_type=kind, object_id__in=[str(comment.pk) for comment in comments]
    )
    lines.update(object_repr="An erased comment", change_message="")
