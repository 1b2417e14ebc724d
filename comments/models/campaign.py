"""Copies of one comment, whoever sent them: 300 of them are one decision."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from comments.states import IN_SIGHT
from comments.stored import stored
from fitsite.leasing import Leased, LeasedQuerySet
from fitsite.prepared import PreparedUpdate, Write

if TYPE_CHECKING:
    from comments.models.moderation import Moderated

# Fewer are decided one by one as fast.
FEWEST = 3
# The stubs want an Expression; a Q is one for every purpose here.
_IS_OPEN: Any = Q(is_settled=False, members__gte=FEWEST) & (
    Q(unchecked__gt=0) | Q(held__gt=0) | Q(published__gt=0)
)


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Words for finding campaigns."""

    def open(self) -> CampaignQuerySet:
        """Those over which somebody should decide."""
        return self.filter(is_open=True)

    def lose(self, spam: models.QuerySet[Any]) -> None:
        """Count these spam comments out, in the transaction in which they are deleted."""
        members = spam.order_by("campaign").exclude(campaign=None).values_list("campaign")
        for campaign, number in members.annotate(number=Count("pk")):
            self.filter(pk=campaign).update(members=F("members") - number, spam=F("spam") - number)


class Campaign(models.Model):
    """Comments that are alike. Counts are kept by joining and by the moves of its members."""

    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    latest = models.ForeignKey(
        "comments.Comment",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The one that joined last, which is shown for all.",
    )
    members = models.IntegerField(default=0)
    unchecked = models.IntegerField(default=0)
    held = models.IntegerField(default=0)
    published = models.IntegerField(default=0)
    spam = models.IntegerField(default=0)
    removed = models.IntegerField(default=0)
    is_settled = models.BooleanField(
        default=False, help_text="Whether somebody has decided over all, and none came since."
    )
    is_open = models.GeneratedField(
        expression=_IS_OPEN,
        output_field=models.BooleanField(),
        db_persist=True,
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["-members", "-id"],
                condition=Q(is_open=True),
                name="comments_campaign_open",
            )
        ]

    def __str__(self) -> str:
        return f"Campaign {self.pk}: {self.members} comments"

    @staticmethod
    def of(comment: Moderated) -> Campaign:
        """The campaign of a comment, or a new one with it alone."""
        if comment.campaign_id:
            return Campaign.objects.get(pk=comment.campaign_id)
        with transaction.atomic():
            at = comment.created_at
            campaign = Campaign.objects.create(first_at=at, last_at=at)
            campaign.take_in(comment)
        return campaign

    def take_in(self, comment: Moderated) -> bool:
        """Count a comment among its members, and no longer among those of another campaign."""
        with transaction.atomic():
            if not comment.lock() or comment.campaign_id == self.pk:
                return False
            leave_campaign(comment)
            comment.campaign_id = self.pk
            stored().filter(pk=comment.pk).update(campaign=self.pk)
            reopened = {"is_settled": False} if comment.status in IN_SIGHT else {}
            Campaign.objects.filter(pk=self.pk).update(
                **{"members": F("members") + 1, comment.status: F(comment.status) + 1},
                last_at=comment.created_at,
                latest=comment.pk,
                **reopened,
            )
        return True

    def settle(self, *, is_settled: bool = True, up_to: int | None = None) -> None:
        """Somebody has decided over all of it, or has taken that back.

        Not all of it where copies in sight have come in behind `up_to`.
        """
        with transaction.atomic():
            mine = Campaign.objects.filter(pk=self.pk)
            list(mine.select_for_update())
            later = stored().filter(campaign=self.pk, status__in=IN_SIGHT)
            if is_settled and up_to is not None and later.filter(pk__gt=up_to).exists():
                return
            mine.update(is_settled=is_settled)


def leave_campaign(comment: Moderated) -> None:
    """Take a locked comment out of its campaign, if it is in one."""
    left = Campaign.objects.filter(pk=comment.campaign_id or 0)
    if comment.campaign_id and left.update(
        **{"members": F("members") - 1, comment.status: F(comment.status) - 1}
    ):
        comment.campaign_id = None
        stored().filter(pk=comment.pk).update(campaign=None)


def counting_member_move(campaign_id: int | None, before: str, after: str) -> list[Write]:
    """What counts a member's change of state, in the transaction of the move."""
    if not campaign_id or before == after:
        return []
    return [_moved_between(before, after).write(pk=campaign_id)]


@cache
def _moved_between(before: str, after: str) -> PreparedUpdate:
    changes = {before: F(before) - 1, after: F(after) + 1}
    return PreparedUpdate(lambda pk: (Campaign.objects.filter(pk=pk), changes))


class Fingerprint(models.Model):
    """One of the keys by which copies of a comment find it: see comments/likeness.py."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="+")
    key = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "comment"], name="comments_fingerprint_unique")
        ]

    def __str__(self) -> str:
        return f"A key of comment {self.comment_id}"


class GroupingManager(models.Manager["Grouping"]):
    """Taking the turn."""

    def turn(self) -> Grouping:
        """The one row there is."""
        now = timezone.now()
        return self.get_or_create(pk=1, defaults={"created_at": now, "due_at": now})[0]


class Grouping(Leased):
    """The turn of comparing what has come in; two workers at once would miss copies."""

    objects = GroupingManager.from_queryset(LeasedQuerySet)()

    def __str__(self) -> str:
        return "The turn of grouping comments"
