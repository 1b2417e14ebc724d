"""One number per part of the public site that grows whenever that part changes."""

from typing import Any, TypeVar

from django.db import models, transaction

from fitsite.counters import count

SITE = "site"
M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class PageVersion(models.Model):
    """How often the pages of one scope have changed; a cached page is good for one number."""

    scope = models.CharField(max_length=100, primary_key=True)
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope} {self.number}"


def raise_version(scope: str) -> None:
    """Tell every process that the pages of this scope are out of date.

    Raises TransactionManagementError outside a transaction: the number must change together with
    what it stands for, or a crash between the two leaves old pages in every cache.
    """
    transaction.get_connection().validate_no_broken_transaction()
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("raise_version() needs a transaction.")
    count(PageVersion, {"scope": scope}, "number", 1)


class ShownQuerySet(models.QuerySet[M_co]):
    """Changes of many rows at once raise the version like those of one."""

    def update(self, **kwargs: Any) -> int:
        """Update, and raise the site's version in the same transaction."""
        with transaction.atomic():
            updated = super().update(**kwargs)
            raise_version(SITE)
        return updated

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[M_co]:
        """Create, and raise the site's version in the same transaction."""
        with transaction.atomic():
            created = super().bulk_create(*args, **kwargs)
            raise_version(SITE)
        return created

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete, and raise the site's version in the same transaction."""
        with transaction.atomic():
            deleted = super().delete()
            raise_version(SITE)
        return deleted

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
            super().save(*args, **kwargs)
            raise_version(SITE)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, and raise the site's version in the same transaction."""
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            raise_version(SITE)
        return deleted
