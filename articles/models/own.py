"""Whose an article is, and who may see and change it at the desk: docs/adr/0017-own-articles.md."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from articles.models.author import Author
from articles.models.shelved import ShelvedQuerySet
from fitsite.page_cache.models import M_co

# Each makes an article somebody's own: they began it, or their name stands over its newest text or
# over the one in force.
WAYS_TO_OWN = ("created_by", "writers__user", "byline__author__user")

WRITE = "articles.add_article"
PUBLISH_OWN = "articles.publish_own_article"
VIEW_ALL = "articles.view_article"
CHANGE_ALL = "articles.change_article"
DELETE_ALL = "articles.delete_article"


class OwnQuerySet(ShelvedQuerySet[M_co]):
    """What somebody may do is decided here and nowhere else."""

    def belonging_to(self, user: Any) -> Self:
        """Somebody's own. By index, however many others there are."""
        every = self.model._base_manager.order_by()
        first, *others = (every.filter(**{way: user}).values("pk") for way in WAYS_TO_OWN)
        return self.filter(pk__in=first.union(*others))

    def visible_at_the_desk_to(self, user: Any) -> Self:
        """All for whoever edits or looks over all, their own for those who write."""
        return self._reached(user, VIEW_ALL, CHANGE_ALL)

    def changeable_by(self, user: Any) -> Self:
        """Of their own, those who do not publish have only what never was published."""
        found = self._reached(user, CHANGE_ALL)
        return found if _has_any(user, CHANGE_ALL, PUBLISH_OWN) else found.drafts()

    def publishable_by(self, user: Any) -> Self:
        """What they may publish and withdraw."""
        return self.changeable_by(user) if may_publish(user) else self.none()

    def deletable_by(self, user: Any) -> Self:
        """What readers could read is withdrawn by its authors, and deleted by editors alone."""
        found = self._reached(user, DELETE_ALL)
        return found if user.has_perm(DELETE_ALL) else found.drafts()

    def drafts(self) -> Self:
        """What was never published."""
        return self.filter(live=None)

    def _reached(self, user: Any, *for_all: str) -> Self:
        if _has_any(user, *for_all):
            return self.all()
        return self.belonging_to(user) if writes(user) else self.none()


class Owned(models.Model):
    """An article as somebody's. `writers` are those whose names the newest text bears."""

    writers = models.ManyToManyField(Author, related_name="+", editable=False)

    class Meta:
        abstract = True

    def is_visible_at_the_desk_to(self, user: Any) -> bool:
        """Whether they find it there."""
        return self._is_among(self._all().visible_at_the_desk_to(user))

    def is_changeable_by(self, user: Any) -> bool:
        """Whether they may save another text of it."""
        return self._is_among(self._all().changeable_by(user))

    def is_publishable_by(self, user: Any) -> bool:
        """Whether they may publish and withdraw it."""
        return self._is_among(self._all().publishable_by(user))

    def is_deletable_by(self, user: Any) -> bool:
        """Whether they may delete it."""
        return self._is_among(self._all().deletable_by(user))

    def _all(self) -> OwnQuerySet[Any]:
        found: OwnQuerySet[Any] = type(self)._default_manager.all()  # type: ignore[assignment]
        return found

    def _is_among(self, found: OwnQuerySet[Any]) -> bool:
        return found.filter(pk=self.pk).exists()


def writes(user: Any) -> bool:
    """Whether somebody has articles of their own at the desk."""
    return _has_any(user, WRITE, PUBLISH_OWN)


def sees_some(user: Any) -> bool:
    """Whether somebody finds articles at the desk at all."""
    return writes(user) or _has_any(user, VIEW_ALL, CHANGE_ALL)


def edits_all(user: Any) -> bool:
    """Whether somebody edits what others write, and so decides about bylines and the front page."""
    return bool(user.has_perm(CHANGE_ALL))


def may_publish(user: Any) -> bool:
    """Whether somebody publishes at all."""
    return _has_any(user, CHANGE_ALL, PUBLISH_OWN)


def _has_any(user: Any, *permissions: str) -> bool:
    return any(user.has_perm(permission) for permission in permissions)
