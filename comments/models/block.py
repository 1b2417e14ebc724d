"""What the site does not take, or not without a person: words, people, and where they come from."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from comments.models.change import Change
from comments.models.settings import CommentSettings
from comments.spam.blocking import (
    IN_TEXTS,
    PERSONAL,
    BlockRefused,
    Kind,
    Place,
    around,
    holds,
    key_of,
    normal,
)
from comments.spam.findings import Effect

if TYPE_CHECKING:
    from comments.models.comment import Comment
    from fitsite.accounts.models import User

EFFECTS = [
    (Effect.HOLD.value, "Wait for a person"),
    (Effect.SPAM.value, "Go to Spam, without asking the spam check"),
    (Effect.REFUSE.value, "Are refused; their authors are told so"),
]


class BlockQuerySet(models.QuerySet["Block"]):
    """Words for finding blocks."""

    def in_force(self, now: Any = None) -> BlockQuerySet:
        """What acts at this moment."""
        lasting = Q(until=None) | Q(until__gt=now or timezone.now())
        return self.filter(lasting, ended_at=None)

    def in_texts(self) -> BlockQuerySet:
        """Words and patterns."""
        return self.filter(kind__in=IN_TEXTS)

    def forgettable(self, old: datetime) -> BlockQuerySet:
        """What says who or where somebody is, and need not be read any more: `key` does the work.

        A network address is forgotten as that of a comment is, the rest when the block is over.
        """
        over = Q(ended_at__lt=old) | Q(ended_at=None, until__lt=old)
        where = Q(kind=Kind.ADDRESS, created_at__lt=old)
        return self.filter(where | Q(kind__in=PERSONAL) & over).exclude(value="")


class BlockManager(models.Manager["Block"]):
    """Blocking."""

    def block(
        self,
        comment: Comment,
        kind: str,
        *,
        by: User,
        why: str = "",
        until: datetime | None = None,
        effect: Effect = Effect.SPAM,
        own_address: str = "",
    ) -> Block:
        """Block who sent a comment, or where it came from, by the name of a kind.

        Raises what `put` raises, and BlockRefused where the comment has no such thing (any more).
        """
        return self.put(
            kind,
            _taken(comment, kind),
            by=by,
            why=why,
            until=until,
            effect=effect,
            own_address=own_address,
        )

    def admit(self, kind: str, typed: str, *, by: User, own_address: str = "") -> str:
        """What would be stored. Raises BlockRefused for nonsense, and for what would block `by`.

        `own_address` is where `by` sends from.
        """
        value = normal(kind, typed)
        _refuse_oneself(kind, value, by, own_address)
        return value

    def put(self, kind: str, typed: str, *, by: User, own_address: str = "", **terms: Any) -> Block:
        """Put something on the list, once: what is in force already is given back as it is.

        `terms` are `why`, `until` (None is for ever), `effect`, `only_logs` and, for words,
        `place`. Raises what `admit` raises, and BlockRefused for a time that has passed.
        """
        value = self.admit(kind, typed, by=by, own_address=own_address)
        terms.setdefault("place", Place.ANYWHERE)
        if terms.get("until") and terms["until"] <= timezone.now():
            raise BlockRefused("This time is over already.")
        key = key_of(kind, value, terms["place"])
        with transaction.atomic():
            over = self.filter(key=key, ended_at=None, until__lte=timezone.now())
            over.update(ended_at=F("until"))
            block, is_new = self.get_or_create(
                key=key,
                ended_at=None,
                defaults={**terms, "kind": kind, "value": value, "created_by": by},
            )
            if is_new:
                block.renew_list()
        return block


class Block(models.Model):
    """One thing that is blocked. It is never deleted: it ends, and stays to be read.

    Who and where somebody is is looked up by `key`, of which a person's part is a keyed hash; the
    `value` is there for people, and is forgotten as the address of a comment is.
    """

    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=250, editable=False)
    place = models.CharField(
        "looked for in",
        max_length=8,
        choices=Place,
        default=Place.ANYWHERE,
        help_text="Words and patterns only.",
    )
    effect = models.CharField(
        "such comments", max_length=6, choices=EFFECTS, default=Effect.HOLD.value
    )
    only_logs = models.BooleanField(
        "only log",
        default=False,
        help_text="Write into the history of comments what it would have done, and do nothing.",
    )
    why = models.CharField(
        max_length=200, blank=True, help_text="For other moderators. Readers do not see it."
    )
    until = models.DateTimeField(null=True, blank=True, help_text="Empty: until it is lifted.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    objects = BlockManager.from_queryset(BlockQuerySet)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(ended_at=None), name="comments_block_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="comments_block_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value or 'forgotten by now'}"

    @property
    def is_in_force(self) -> bool:
        """Whether it acts at this moment."""
        return self.ended_at is None and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether its time has passed."""
        return self.until is not None and self.until <= timezone.now()

    @property
    def effect_in_short(self) -> str:
        """What becomes of comments that it catches."""
        return {Effect.HOLD: "held", Effect.SPAM: "put in Spam"}.get(Effect(self.effect), "refused")

    @property
    def rule(self) -> str:
        """Its name in histories and counts."""
        return f"block {self.pk}"

    def lift(self, *, by: User) -> bool:
        """End it, on a person's word; returns whether that changed anything."""
        with transaction.atomic():
            acting = Block.objects.in_force().filter(pk=self.pk)
            ended = acting.update(ended_at=timezone.now(), ended_by=by)
            if ended:
                self.renew_list()
        self.refresh_from_db()
        return bool(ended)

    def alter(self, *, by: User, **terms: Any) -> bool:
        """Change its `effect`, `only_logs`, `why` or `until`, and keep who did it.

        Returns whether that changed anything.
        """
        with transaction.atomic():
            before = Block.objects.select_for_update().get(pk=self.pk)
            changed = [name for name, value in terms.items() if getattr(before, name) != value]
            for name in changed:
                setattr(self, name, terms[name])
            if changed:
                self.save(update_fields=changed)
                Change.objects.note(self, before, changed, by=by)
                self.renew_list()
        return bool(changed)

    def renew_list(self) -> None:
        """Have every process read the words anew before it judges the next comment."""
        if self.kind in IN_TEXTS:
            CommentSettings.objects.renew_words()


def _taken(comment: Comment, kind: str) -> str:
    address = comment.address or ""
    match kind:
        case Kind.NAME:
            value = comment.name
        case Kind.EMAIL:
            value = comment.email
        case Kind.DOMAIN:
            value = comment.email.rpartition("@")[2]
        case Kind.ADDRESS:
            value = address
        case Kind.NETWORK:
            value = around(address) if address else ""
        case _:
            raise BlockRefused("This is not taken from a comment: type it.")
    if not value:
        raise BlockRefused("The comment has none, or it is forgotten by now.")
    return value


def _refuse_oneself(kind: str, value: str, by: User, own_address: str) -> None:
    mine = by.email.lower()
    match kind:
        case Kind.EMAIL:
            is_own = value == mine
        case Kind.DOMAIN:
            is_own = f".{mine.rpartition('@')[2]}".endswith(f".{value}")
        case Kind.ADDRESS | Kind.NETWORK:
            is_own = holds(value, own_address)
        case _:
            is_own = False
    if is_own:
        raise BlockRefused("This would block yourself.")
