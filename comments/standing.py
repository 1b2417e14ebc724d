"""How the spam check stands, for the people who look after the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from comments.models import CheckerState, StatusCount
from comments.models.checker_state import ALERT_SHOWN, KeyState
from comments.states import Status
from fitsite.worker.models import worker_is_alive


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is wrong, if anything is. Empty texts and None mean that it is not."""

    waiting: int
    held: int
    no_checker: bool
    failing_since: datetime | None
    failure: str
    key_refused: bool
    key_help: str
    alert: str
    no_worker: bool

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to tell."""
        troubles = (self.failing_since, self.key_refused, self.alert, self.no_worker)
        return not (self.no_checker or any(troubles))


def standing() -> Standing:
    """Look it up. Three queries."""
    counts = dict(StatusCount.objects.values_list("status", "comments"))
    state = CheckerState.objects.filter(checker=settings.COMMENT_CHECKER).first() or CheckerState()
    return Standing(
        waiting=counts.get(Status.UNCHECKED, 0),
        held=counts.get(Status.HELD, 0),
        no_checker=settings.COMMENT_CHECKER == "hold",
        failing_since=state.failing_since,
        failure=state.last_failure,
        key_refused=state.key_state == KeyState.INVALID,
        key_help=state.key_help,
        alert=state.alert if state.alert_is_fresh(ALERT_SHOWN) else "",
        no_worker=not worker_is_alive(),
    )
