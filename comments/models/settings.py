"""What the owner of a site decides about its comments: one row, changed in the admin."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, validate_email
from django.db import models
from django.db.models import Q

from comments.models.threading import MAX_DEPTH
from fitsite.counters import REPLACED
from fitsite.page_cache.models import ShownQuerySet, ShownToReaders
from fitsite.prepared import Prepared, PreparedUpsert


class Holds(models.TextChoices):
    """Whose comments wait for a person although the checker calls them ham."""

    NOBODY = "nobody", "Nobody's: what the spam check lets through is published"
    FIRST = "first", "Those of people who have not earned trust yet"
    ALL = "all", "Everybody's"


class Order(models.TextChoices):
    """In which order a thread is read at first."""

    OLDEST = "oldest", "Oldest first"
    NEWEST = "newest", "Newest first"


class Pace(models.TextChoices):
    """How often moderators hear by mail that something needs a person."""

    NEVER = "", "Never"
    AT_ONCE = "at_once", "At once"
    HOURLY = "hourly", "Once an hour"
    DAILY = "daily", "Once a day"


class CommentSettingsQuerySet(ShownQuerySet["CommentSettings"]):
    """Words for finding the row."""

    def current(self) -> CommentSettings:
        """The row, or what holds without one. One query."""
        found = CURRENT.run()
        return found[0] if found else CommentSettings()

    def renew_words(self) -> None:
        """Give the list of words another version. No page shows it, so none is made anew."""
        _RENEWED.run(only=True, words_version=uuid4())


def check_addresses(lines: str) -> None:
    """Refuse what is no e-mail address, by its line."""
    for number, line in enumerate(lines.splitlines(), start=1):
        if line.strip():
            try:
                validate_email(line.strip())
            except ValidationError:
                message = f"Line {number}: “{line.strip()}” is no e-mail address."
                raise ValidationError(message) from None


def _limit(label: str, default: int) -> models.PositiveSmallIntegerField:  # type: ignore[type-arg]
    return models.PositiveSmallIntegerField(label, default=default, help_text="0: no limit.")


def _only_log(what: str) -> models.BooleanField:  # type: ignore[type-arg]
    return models.BooleanField(
        f"only log {what}",
        default=False,
        help_text="Write into the history of comments what this would have done, and do nothing.",
    )


class CommentSettings(ShownToReaders):
    """Each field says in its help text what it does; the defaults are those of a new site."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    words_version = models.UUIDField(
        null=True, editable=False, help_text="Another one after each change of the list of words."
    )

    holds = models.CharField(
        "hold back",
        max_length=6,
        choices=Holds,
        default=Holds.NOBODY,
        help_text=(
            "Whose comments wait for a person even when the spam check finds nothing wrong. Nothing"
            " is ever published without the check or a person."
        ),
    )
    holds_only_logs = _only_log("what would wait")
    links_hold = models.PositiveSmallIntegerField(
        "links that make a comment wait",
        default=3,
        help_text="A comment with more links than this waits for a person.",
    )
    links_refuse = models.PositiveSmallIntegerField(
        "links that are refused",
        default=20,
        help_text="A comment with more links than this is not taken; its author is told so.",
    )
    links_only_log = _only_log("links")
    discards = models.BooleanField(
        "discard blatant spam",
        null=True,
        help_text=(
            "Whether spam of which Akismet is certain goes to Removed at once instead of Spam."
            " Unknown: as the setting AKISMET_DISCARD says."
        ),
    )

    email_per_minute = _limit("per e-mail and minute", 5)
    email_per_hour = _limit("per e-mail and hour", 40)
    network_per_minute = _limit("per network and minute", 20)
    network_per_hour = _limit("per network and hour", 200)
    article_per_minute = _limit("per article and minute", 120)
    pace_only_logs = _only_log("floods")

    close_after_days = models.PositiveSmallIntegerField(
        "close comments after days",
        null=True,
        blank=True,
        help_text=(
            "Counted from publication. An article's own setting goes first. Empty: they stay open."
        ),
    )
    depth = models.PositiveSmallIntegerField(
        "levels of replies",
        default=MAX_DEPTH,
        validators=[MaxValueValidator(MAX_DEPTH)],
        help_text=f"0: nobody replies to a comment; {MAX_DEPTH} at most.",
    )
    order = models.CharField(
        "order of a thread",
        max_length=6,
        choices=Order,
        default=Order.OLDEST,
        help_text="What a reader sees at first; they can choose the other.",
    )

    mail_to = models.TextField(
        "mail to",
        blank=True,
        validators=[check_addresses],
        help_text="One e-mail address to a line. Empty: nobody hears of comments by mail.",
    )
    mail_pace = models.CharField(
        "how often",
        max_length=7,
        choices=Pace,
        default=Pace.HOURLY,
        blank=True,
        help_text="Only after the spam check has answered, and where something needs a person.",
    )
    mail_authors = models.BooleanField(
        "authors hear of comments under their articles",
        default=False,
        help_text="Those who wish it in their account.",
    )

    spam_days = models.PositiveSmallIntegerField(
        "delete spam after days",
        null=True,
        blank=True,
        default=30,
        validators=[MinValueValidator(1)],
        help_text="Counted from the day on which it was found to be spam. Empty: it is kept.",
    )
    evidence_days = models.PositiveSmallIntegerField(
        "forget addresses and browsers after days",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=(
            "And what was sent to the spam check. Empty: as the setting EVIDENCE_DAYS says."
        ),
    )

    objects = CommentSettingsQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "comment settings"
        verbose_name_plural = "comment settings"
        constraints = [
            models.CheckConstraint(condition=Q(only=True), name="comments_settings_one_row"),
            models.CheckConstraint(
                condition=Q(depth__lte=MAX_DEPTH), name="comments_settings_depth_limited"
            ),
        ]

    def __str__(self) -> str:
        return "Comment settings"

    def clean(self) -> None:
        """Refuse what contradicts itself, beside the field that would have no effect."""
        errors = dict(self._contradictions())
        if errors:
            raise ValidationError(errors)

    def _contradictions(self) -> Iterator[tuple[str, str]]:
        if self.links_refuse <= self.links_hold:
            yield "links_refuse", f"Must be more than the {self.links_hold} that make it wait."
        for whose in ("email", "network"):
            minute, hour = (getattr(self, f"{whose}_per_{time}") for time in ("minute", "hour"))
            if 0 < hour < minute:
                yield f"{whose}_per_hour", f"Must be at least the {minute} of a minute, or 0."

    @property
    def discards_blatant_spam(self) -> bool:
        """Whether spam of which the checker is certain is removed at once."""
        return settings.AKISMET_DISCARD if self.discards is None else self.discards


CURRENT = Prepared(lambda: CommentSettings.objects.all()[:1])
_RENEWED = PreparedUpsert(CommentSettings, ["only"], words_version=REPLACED)
