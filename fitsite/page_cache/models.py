"""One number per part of the public site that grows whenever that part changes."""

import time
from typing import Any, TypeVar

from django.conf import settings
from django.db import models, transaction

from fitsite.prepared import PreparedUpsert, Write, carry_out

# Articles, and all that is shown with them: authors, categories, tags, pictures, pages, settings.
SITE = "site"
M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class PageVersion(models.Model):
    """How often the pages of one scope have changed; a cached page is good for one number."""

    scope = models.CharField(max_length=100, primary_key=True)
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope} {self.number}"


def raise_version(*scopes: str) -> None:
    """Tell every process that the pages of these scopes are out of date.

    A scope such as `thread/7` lies within `thread`, which is raised along with it: a page that
    shows a little of every thread stands on that one. Rows are taken in a fixed order, the shared
    one last, so that two transactions never wait for each other in a circle (docs/adr/0006).

    Raises TransactionManagementError outside a transaction: the number must change together with
    what it stands for, or a crash between the two leaves old pages in every cache. Raises
    ValueError for a scope that no page stands on.
    """
    carry_out(raising_version(*scopes))


def raising_version(*scopes: str) -> list[Write]:
    """What `raise_version` does, to be carried out together with other things, as the last."""
    transaction.get_connection().validate_no_broken_transaction()
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("raise_version() needs a transaction.")
    wholes = {whole_of(scope) for scope in scopes}
    clock = time.time_ns() // 1000
    in_order = [*sorted({*scopes} - wholes), *sorted(wholes)]
    return [_RAISED.write(scope=scope, number=clock) for scope in in_order]


def whole_of(scope: str) -> str:
    """The scope within which this one lies; itself where it lies within none.

    Raises ValueError for one that settings.PAGE_SCOPES does not know: nobody would look at it.
    """
    whole = scope.partition("/")[0]
    if whole not in settings.PAGE_SCOPES:
        raise ValueError(f"settings.PAGE_SCOPES knows nothing of {scope!r}.")
    return whole


# By the clock, so that no number comes twice even where an older database was put back, and by one
# at least, whatever the clock says.
_RAISED = PreparedUpsert(
    PageVersion,
    ["scope"],
    number="CASE WHEN {kept} < {new} THEN {new} ELSE {kept} + 1 END",
)


class ShownQuerySet(models.QuerySet[M_co]):
    """Changes of many rows at once raise the version like those of one.

    The version comes first: whoever changes what the site shows holds its row from then on, so that
    two who change the same things never wait for each other in a circle (docs/adr/0006).
    """

    def update(self, **kwargs: Any) -> int:
        """Update, and raise the site's version in the same transaction."""
        with transaction.atomic():
            raise_version(SITE)
            return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[M_co]:
        """Create, and raise the site's version in the same transaction."""
        with transaction.atomic():
            raise_version(SITE)
            return super().bulk_create(*args, **kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete, and raise the site's version in the same transaction."""
        with transaction.atomic():
            raise_version(SITE)
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class ShownToReaders(models.Model):
    """A record that public pages show as it is saved: saving or deleting raises the version."""

    objects = ShownQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and raise the site's version in the same transaction."""
        with transaction.atomic():
            raise_version(SITE)
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, and raise the site's version in the same transaction."""
        with transaction.atomic():
            raise_version(SITE)
            return super().delete(*args, **kwargs)
