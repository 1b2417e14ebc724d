"""One decision over many comments: fixed when it is looked at, carried out by the worker.

What is to be decided is put down when a moderator asks how many there are, so that the numbers on
the page are exactly what the button decides: nothing that comes later is caught, and whatever has
changed by the time its turn comes is left as it is.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Max, Sum
from django.utils import timezone

from comments.models.bulk_portion import PORTION, BulkPortion, Member
from comments.models.campaign import Campaign
from comments.models.editing import MARGIN

if TYPE_CHECKING:
    from comments.models.comment import CommentQuerySet
    from fitsite.accounts.models import User

# So many comments are put down by one query.
GATHERED = 100 * PORTION
# A preview whose button nobody has pressed is forgotten after this time …
PROPOSED_FOR = timedelta(days=1)
# … and a decision can be undone as one for so long.
KEPT_FOR = timedelta(days=90)


class BulkState(models.TextChoices):
    """How far it is."""

    PROPOSED = "proposed", "Not begun"
    RUNNING = "running", "Under way"
    CANCELLED = "cancelled", "Cancelled"
    DONE = "done", "Done"
    UNDOING = "undoing", "Being undone"
    UNDONE = "undone", "Undone"


UNDER_WAY = (BulkState.RUNNING, BulkState.UNDOING)
# What it becomes when its last portion is worked off.
_ENDS = {BulkState.RUNNING: BulkState.DONE, BulkState.UNDOING: BulkState.UNDONE}


class BulkDecisionQuerySet(models.QuerySet["BulkDecision"]):
    """Words for finding them."""

    def begun(self) -> BulkDecisionQuerySet:
        """Those whose button somebody has pressed, the latest first."""
        return self.exclude(state=BulkState.PROPOSED).order_by("-pk")

    def with_counts(self) -> BulkDecisionQuerySet:
        """With how many comments are decided, changed, gone through again and put back."""
        counted = ("done", "changed", "undone", "restored")
        return self.annotate(**{name: Sum(f"portions__{name}", default=0) for name in counted})

    def forgettable(self) -> BulkDecisionQuerySet:
        """Previews that came to nothing, and what is too old to be undone."""
        now = timezone.now()
        came_to_nothing = self.filter(state=BulkState.PROPOSED, proposed_at__lt=now - PROPOSED_FOR)
        return came_to_nothing | self.filter(proposed_at__lt=now - KEPT_FOR)


class BulkDecisionManager(models.Manager["BulkDecision"]):
    """Making them."""

    def propose(
        self,
        comments: CommentQuerySet,
        *,
        by: User,
        what: str,
        seen_at: datetime | None = None,
        campaign: Campaign | None = None,
    ) -> BulkDecision:
        """Put down which comments these are. A few queries for each GATHERED of them.

        What comes in meanwhile is not among them. The texts that were looked at are at least as new
        as `seen_at`; without it they are looked at now.
        """
        now = timezone.now()
        bulk = self.create(
            by=by,
            what=what[:300],
            campaign=campaign,
            proposed_at=now,
            seen_at=seen_at or now - MARGIN,
        )
        newest = comments.order_by().aggregate(newest=Max("pk"))["newest"]
        reached, articles = 0, set[int]()
        while batch := _next_of(comments.filter(pk__lte=newest or 0), reached):
            BulkPortion.objects.put_down(bulk, [Member(*row[:3]) for row in batch])
            articles.update(article for *_, article in batch)
            bulk.total += len(batch)
            reached = batch[-1][0]
        bulk.articles = len(articles)
        bulk.save()
        return bulk


def _next_of(comments: CommentQuerySet, after: int) -> list[tuple[int, int, str, int]]:
    rows = comments.filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", "decisions", "status", "article_id")[:GATHERED])


class BulkDecision(models.Model):
    """Who decided what, and over how many comments; which ones is in the portions."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    what = models.CharField(
        max_length=300, help_text="What was looked at, in words, without what was typed."
    )
    campaign = models.ForeignKey(
        Campaign,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The one that was decided over, if it was one.",
    )
    verb = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=9, choices=BulkState, default=BulkState.PROPOSED)
    total = models.PositiveIntegerField(default=0)
    articles = models.PositiveIntegerField(default=0)
    proposed_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="Texts that are newer than this were not looked at.")
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who cancelled it or had it undone.",
    )

    objects = BulkDecisionManager.from_queryset(BulkDecisionQuerySet)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=BulkState.values), name="comments_bulk_state_known"
            ),
        ]
        indexes = [models.Index(fields=["proposed_at"], name="comments_bulk_age")]

    def __str__(self) -> str:
        return f"Bulk decision {self.pk}: {self.get_state_display()}"

    @property
    def is_under_way(self) -> bool:
        """Whether the worker still has something to do."""
        return self.state in UNDER_WAY

    @property
    def can_be_undone(self) -> bool:
        """Whether it has come to rest, and not by having been undone."""
        return self.state in (BulkState.DONE, BulkState.CANCELLED)

    @property
    def actor(self) -> User | None:
        """Whose word the worker carries out."""
        actor: User | None = self.ended_by if self.state == BulkState.UNDOING else self.by
        return actor

    # --- What people do. Each verb returns whether it changed anything; repeating it does not. ---

    def begin(self, verb: str, *, up_to: int | None = None) -> bool:
        """Have the worker apply a verb to all of it; of a campaign, what was there up to an id."""
        with transaction.atomic():
            begun = {"verb": verb, "begun_at": timezone.now()}
            if not self._become(BulkState.RUNNING, {BulkState.PROPOSED}, **begun):
                return False
            self._settle_campaign(is_settled=True, up_to=up_to)
            self.portions.all().reopen()
            self._end_if_worked_off()
        return True

    def cancel(self, *, by: User | None) -> bool:
        """Stop; what was decided or put back until now stays so."""
        with transaction.atomic():
            ended = {"ended_at": timezone.now(), "ended_by": by}
            if not self._become(BulkState.CANCELLED, set(UNDER_WAY), **ended):
                return False
            self._settle_campaign(is_settled=False)
            self.portions.open().close()
        return True

    def undo(self, *, by: User) -> bool:
        """Have the worker put back all that it changed, where nobody has decided since."""
        with transaction.atomic():
            ended = {"ended_at": timezone.now(), "ended_by": by}
            if not self._become(BulkState.UNDOING, {BulkState.DONE, BulkState.CANCELLED}, **ended):
                return False
            self._settle_campaign(is_settled=False)
            self.portions.filter(undone__lt=F("done")).reopen()
            self._end_if_worked_off()
        return True

    def worked_off(self, portion: BulkPortion) -> None:
        """A portion has been gone through; the last one ends the decision."""
        with transaction.atomic():
            # Of two workers with the last two portions one must see that there is no other.
            mine = BulkDecision.objects.select_for_update().get(pk=self.pk)
            if portion.end():
                mine._end_if_worked_off()

    def _become(self, state: BulkState, states: set[BulkState], **noted: Any) -> bool:
        mine = BulkDecision.objects.filter(pk=self.pk, state__in=states)
        if not mine.update(state=state, **noted):
            return False
        self.refresh_from_db()
        return True

    def _settle_campaign(self, *, is_settled: bool, up_to: int | None = None) -> None:
        if self.campaign:
            self.campaign.settle(is_settled=is_settled, up_to=up_to)

    def _end_if_worked_off(self) -> None:
        # Whoever calls this has taken the row.
        if not self.portions.open().exists():
            self._become(_ENDS[BulkState(self.state)], {BulkState(self.state)})
