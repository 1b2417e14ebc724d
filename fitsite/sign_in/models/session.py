"""A browser that is signed in, and what its owner is told of it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fitsite.accounts.models import User
from fitsite.sign_in.devices import device_of
from fitsite.sign_in.models.recognition import Recognition


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions, found by whose they are."""

    def of(self, user: User) -> Self:
        """Those in which somebody is signed in or waits for a code, the latest first."""
        return self.filter(user=user).order_by("-seen_at", "-started_at")

    def signed_in(self) -> Self:
        """Those that have begun and are not over."""
        return self.filter(started_at__isnull=False, expire_date__gt=timezone.now())

    def end(self) -> int:
        """Sign them out; how many there were."""
        return self.delete()[0]

    def end_all_of(self, user: User) -> int:
        """Sign somebody out everywhere, and know no browser of theirs any more.

        How many sessions there were. On a narrowed queryset, those stay that are not in it.
        """
        Recognition.objects.filter(user=user).delete()
        return self.of(user).end()


class Session(AbstractBaseSession):
    """The row behind a cookie, in the place of Django's own, with an owner to be found by.

    Whoever has given the password and not yet the code is its owner too, so that it ends with the
    others; it has not started. A visitor has one without an owner. `seen_at` is to the hour.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = BaseSessionManager.from_queryset(SessionQuerySet)()

    @property
    def name(self) -> str:
        """What a page may call it: whoever has the key has the session."""
        return salted_hmac("fitsite.sign_in.session", self.session_key).hexdigest()[:20]

    @property
    def device(self) -> str:
        """What came in, in words."""
        return device_of(self.agent)
