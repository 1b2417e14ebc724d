"""How often one may try, and why nobody can lock an owner out from elsewhere.

What is tried is counted before it is looked at, so that a thousand tries at once are not more than
one after another; what succeeds is taken off again. Whoever has come in before is recognised by
browser or by network (fitsite/sign_in/recognising.py), and is not held back by what strangers do:

- a browser that came in with this account counts for itself alone;
- others count for account and network together, and for their network;
- and, from a network that has never come in with this account, for the account as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from fitsite.accounts.models import User
from fitsite.client_ip import client_ip, network_of
from fitsite.rates.limits import Limit
from fitsite.sign_in.recognising import browser_of, is_known_network
from fitsite.times import wait

Taken = tuple[Limit, tuple[str, ...]]


class TooOften(ValidationError):
    """Refused for now; `seconds` until it may be tried again."""

    def __init__(self, until: datetime) -> None:
        self.seconds = max(1, ceil((until - timezone.now()).total_seconds()))
        super().__init__(
            f"Too many tries. Please try again in {wait(self.seconds)}.",
            code="too_often",
        )


@dataclass(frozen=True)
class Deed:
    """What may be tried so often: from one place or browser, from a network, on an account."""

    place: Limit
    network: Limit
    account: Limit

    def attempt(self, request: HttpRequest, account: User | str) -> Attempt:
        """Count one try on an account, or on what was typed in its stead. Raises TooOften."""
        taken: list[Taken] = []
        for limit, who in self._counted(request, account):
            # Who is refused here does not count any further: one place cannot use up the account.
            _take(request, limit, who)
            taken.append((limit, who))
        return Attempt(taken)

    def _counted(self, request: HttpRequest, account: User | str) -> list[Taken]:
        name = _name(account)
        network = network_of(client_ip(request))
        if browser := browser_of(request, account):
            return [(self.place, (name, "browser", browser))]
        counted: list[Taken] = [
            (self.place, (name, "network", network)),
            (self.network, (network,)),
        ]
        if not is_known_network(account, network):
            counted.append((self.account, (name,)))
        return counted


@dataclass(frozen=True)
class Attempt:
    """A try that was counted."""

    taken: list[Taken]

    def succeeded(self) -> None:
        """Count it no more."""
        for limit, who in self.taken:
            limit.give_back(*who)


def count_passkey(request: HttpRequest) -> None:
    """Count a question for a passkey to answer, which begins a session, or an answer.

    No account is known before. Raises TooOften.
    """
    _take(request, PASSKEY, (network_of(client_ip(request)),))


def refusal_of(request: HttpRequest) -> TooOften | None:
    """Why an attempt of this request was refused, if one was."""
    refusal: TooOften | None = vars(request).get("too_often")
    return refusal


QUARTER, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)

# Wrong passwords.
PASSWORD = Deed(
    place=Limit("password/place", 10, QUARTER),
    network=Limit("password/network", 50, QUARTER),
    account=Limit("password/account", 100, HOUR),
)
# Wrong codes, by somebody who has the password: three of a million are right at any time.
SECOND_FACTOR = Deed(
    place=Limit("code/place", 5, QUARTER),
    network=Limit("code/network", 25, QUARTER),
    account=Limit("code/account", 20, DAY),
)
# Questions to passkeys and answers: two for each time that somebody comes in.
PASSKEY = Limit("passkey/network", 100, QUARTER)
# Links to a new password that were asked for; each of them counts.
RESET = Deed(
    place=Limit("reset/place", 3, HOUR),
    network=Limit("reset/network", 20, HOUR),
    account=Limit("reset/account", 10, DAY),
)


def _take(request: HttpRequest, limit: Limit, who: tuple[str, ...]) -> None:
    if full_until := limit.take(*who):
        refusal = TooOften(full_until)
        vars(request)["too_often"] = refusal
        raise refusal


def _name(account: User | str) -> str:
    """Case counts where it does when an account is looked for, or its absence would show."""
    if isinstance(account, User):
        return f"user/{account.pk}"
    return f"typed/{account.lower() if '@' in account else account}"
