"""The signed links that letters hold. Opening one changes nothing; each has a page that asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse


@dataclass(frozen=True)
class SignedLink:
    """One kind of link: to ids, good for a time, and good for nothing else."""

    view: str
    good_for: timedelta

    def path(self, *ids: int) -> str:
        """The address within this site."""
        return reverse(self.view, args=[signing.dumps(ids, salt=self._salt)])

    def to(self, *ids: int) -> str:
        """The whole address."""
        return settings.SITE_URL + self.path(*ids)

    def ids(self, token: str) -> list[int]:
        """The ids; none if the token is forged, too old, or of another kind."""
        try:
            found = signing.loads(token, salt=self._salt, max_age=self.good_for)
        except signing.BadSignature:
            return []
        return list(found)

    @property
    def _salt(self) -> str:
        return f"comments.mail.{self.view}"


# To a subscription and the comment with which it was asked for.
CONFIRM = SignedLink("comments:mail_confirm", timedelta(days=7))
# To a subscription. RFC 8058 wants it to work for as long as somebody may find the letter.
STOP = SignedLink("comments:mail_stop", timedelta(days=400))
# To a reader.
YOURS = SignedLink("comments:mail_yours", timedelta(days=1))
