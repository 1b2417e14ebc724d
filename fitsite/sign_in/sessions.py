"""Where sessions are kept: Django's own store in the database, with a row that knows its owner.

settings.SESSION_ENGINE names this module.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any, cast

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import url_str_to_user_pk
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from fitsite.accounts.models import User
from fitsite.client_ip import client_ip
from fitsite.sign_in.models import Session

logger = logging.getLogger(__name__)
# Where a session keeps what its row shows of how it began.
BEGAN = "fitsite_began"
# From the beginning, however much it is used; and how long one may take to sign in.
LONGEST, LONGEST_WAIT = timedelta(weeks=2), timedelta(minutes=15)


class SessionStore(db.SessionStore):
    """Fills the row's columns, and notes the hour in which it was used last."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The rows."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """A row that says whose it is."""
        row = cast("Session", super().create_model_instance(data))
        began = data.get(BEGAN, {})
        row.user_id = data.get(SESSION_KEY) or _waiting(data)
        row.started_at = parse_datetime(began.get("at", ""))
        row.expire_date = min(row.expire_date, _latest_end(data, row.started_at))
        row.address, row.agent = began.get("address"), began.get("agent", "")
        row.seen_at = this_hour()
        return row

    def _get_session_from_db(self) -> Session | None:
        row: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        if row and row.seen_at != this_hour():
            self._note_hour(row)
        return row

    def _note_hour(self, row: Session) -> None:
        try:
            with transaction.atomic():
                Session.objects.filter(pk=row.pk).update(seen_at=this_hour())
        except DatabaseError:
            # A full disk is no reason not to show a page to whoever looks what is wrong.
            logger.exception("It could not be noted when a session was used")


def begin(request: HttpRequest) -> None:
    """Note how a session began in which somebody has just signed in."""
    request.session[BEGAN] = {
        "at": timezone.now().isoformat(),
        "address": client_ip(request),
        "agent": request.headers.get("User-Agent", "")[:300],
    }


def end_others(request: HttpRequest, user: User) -> int:
    """Sign an account out everywhere but here; how many there were."""
    here = request.session.session_key
    count: int = Session.objects.exclude(session_key=here).end_all_of(user)
    return count


def _waiting(data: dict[str, Any]) -> Any:
    """Who has given the password and not yet the code; allauth writes ids as in addresses."""
    login = data.get(LOGIN_SESSION_KEY) or {}
    return url_str_to_user_pk(login["user_pk"]) if login.get("user_pk") else None


def _latest_end(data: dict[str, Any], started_at: datetime | None) -> datetime:
    if SESSION_KEY not in data:
        return timezone.now() + LONGEST_WAIT
    return (started_at or timezone.now()) + LONGEST


def this_hour() -> datetime:
    """The hour's beginning: finer than that nobody needs to be watched."""
    return timezone.now().replace(minute=0, second=0, microsecond=0)
