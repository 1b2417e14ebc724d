"""Each text of a comment as its author typed it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fitsite.markup import render_comment, trusted


class Standing(models.TextChoices):
    """What became of a text."""

    IN_FORCE = "in_force", "In force"
    WAITING = "waiting", "Waiting to replace the one in force"
    REPLACED = "replaced", "Replaced by a later one"
    REFUSED = "refused", "Refused"


class Revision(models.Model):
    """A text, exactly as typed. An edit waits here while the old text stays in force."""

    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveSmallIntegerField()
    body = models.TextField()
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.IN_FORCE)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["comment", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "number"], name="comments_revision_number_unique"
            ),
            models.UniqueConstraint(
                fields=["comment"],
                condition=Q(standing=Standing.IN_FORCE),
                name="comments_revision_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["comment"],
                condition=Q(standing=Standing.WAITING),
                name="comments_revision_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="comments_revision_standing_known"
            ),
        ]

    def __str__(self) -> str:
        return f"Text {self.number} of comment {self.comment_id}"

    def stand(self, standing: Standing) -> None:
        """Change what became of it."""
        self.standing = standing
        self.save(update_fields=["standing"])

    @property
    def text_html(self) -> str:
        """The text as HTML that a page may print, rendered anew."""
        return trusted(render_comment(self.body))

    @property
    def waits(self) -> bool:
        """Whether it is an edit that nobody has cleared yet."""
        return self.standing == Standing.WAITING

    @property
    def is_in_force(self) -> bool:
        """Whether this is the comment's `body`."""
        return self.standing == Standing.IN_FORCE

    @property
    def told_to_its_author(self) -> str:
        """Of a change: "checking", "waiting" or "refused"; "" for a text in force. One query."""
        if self.waits:
            return "checking" if self.checks.filter(closed_at=None).exists() else "waiting"
        return "refused" if self.standing == Standing.REFUSED else ""
