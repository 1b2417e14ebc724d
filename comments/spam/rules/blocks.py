"""Who was blocked, by a name, an address or a network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from comments.models.block import Block
from comments.models.settings import CommentSettings
from comments.spam.blocking import Kind, keys_of
from comments.spam.case import Case
from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from fitsite.prepared import Prepared, Question


def ask(sent: Submission, owner: CommentSettings) -> dict[str, Question]:
    """The blocks on who sends it and from where: by index, however many blocks there are."""
    return {"blocks": (_IN_FORCE, {"keys": keys_of(sent), "now": timezone.now()})}


def find(case: Case) -> Iterator[Finding]:
    """What each of them wants to be done."""
    pks = case.known["blocks"]
    for block in Block.objects.filter(pk__in=pks).order_by("pk") if pks else ():
        effect = Effect(block.effect)
        why = _for_the_reader(block) if effect is Effect.REFUSE else _for_moderators(block)
        yield Finding(rule=block.rule, effect=effect, why=why, only_logged=block.only_logs)


def _for_the_reader(block: Block) -> str:
    if block.kind in (Kind.ADDRESS, Kind.NETWORK):
        return "This site takes no comments from your network at present."
    return "This site takes no comments from you at present."


def _for_moderators(block: Block) -> str:
    # Without the value: this stays in the history, and is read by who may not know addresses.
    return f"blocked by {block.get_kind_display().lower()} (block {block.pk})"


def _in_force(keys: Any, now: Any) -> QuerySet[Block, int]:
    acting = Block.objects.in_force(now).filter(key__in=keys).order_by()
    return acting.values_list("pk", flat=True)


_IN_FORCE = Prepared(_in_force)
