"""Who changed what in the settings and lists that decide about comments, never rewritten."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from comments.models.history import AppendOnly

if TYPE_CHECKING:
    from fitsite.accounts.models import User


class ChangeQuerySet(models.QuerySet["Change"]):
    """Changes can be added to and read."""

    def note(
        self, changed: models.Model, before: models.Model, fields: Iterable[str], *, by: User
    ) -> None:
        """Keep what each of these fields held before, and holds now."""
        of = changed._meta.label_lower
        self.bulk_create(
            Change(
                of=of,
                object_id=changed.pk,
                at=timezone.now(),
                by=by,
                field=_label(changed, name),
                before=_shown(before, name),
                after=_shown(changed, name),
            )
            for name in fields
        )

    def of(self, record: models.Model) -> ChangeQuerySet:
        """What was changed in a record, the newest first."""
        return self.filter(of=record._meta.label_lower, object_id=record.pk).select_related("by")

    def update(self, **kwargs: Any) -> int:
        """Refuse: it is append-only."""
        raise AppendOnly("What was changed is never rewritten.")


class Change(models.Model):
    """One field of one record: what it held, and what it holds since."""

    of = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    field = models.CharField(max_length=100)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["of", "object_id", "-id"], name="comments_change_of")]

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new one; refuse to change a stored one."""
        if not self._state.adding:
            raise AppendOnly("What was changed is never rewritten.")
        super().save(*args, **kwargs)


def _label(record: models.Model, name: str) -> str:
    return str(getattr(record._meta.get_field(name), "verbose_name", name))


def _shown(record: models.Model, name: str) -> str:
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    return "" if value is None else str(value)
