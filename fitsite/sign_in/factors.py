"""Second factors as a whole; each kind is allauth's."""

from __future__ import annotations

import logging

from allauth.mfa.models import Authenticator
from django.db import transaction

from fitsite.accounts.models import User
from fitsite.sign_in import letters, vault
from fitsite.sign_in.models import Demand, Session

logger = logging.getLogger(__name__)
# What of an authenticator is locked up, by its name in `data`.
LOCKED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def is_lacking(user: User) -> bool:
    """Whether a role of theirs demands a second factor and they have none. Asked once a request."""
    known = vars(user)
    if "lacks_second_factor" not in known:
        known["lacks_second_factor"] = Demand.objects.unmet_by(user).exists()
    return bool(known["lacks_second_factor"])


def remove_all(user: User, *, by: str) -> int:
    """Take all of somebody's second factors away, such as a lost phone; how many there were.

    Who has the phone may be signed in, so all sessions end. The password alone leads in then, until
    a role's demand is met again.
    """
    with transaction.atomic():
        count, _ = Authenticator.objects.filter(user=user).delete()
        if count:
            Session.objects.end_all_of(user)
            letters.tell_of_change(user, "second_factors_removed")
    if count:
        logger.warning("The second factors of account %s were removed by %s", user.pk, by)
    return count


def lock_again() -> int:
    """Lock all secrets with the first key; how many there are. Raises Unreadable."""
    with transaction.atomic():
        kept = list(Authenticator.objects.select_for_update().filter(type__in=LOCKED))
        for each in kept:
            name = LOCKED[Authenticator.Type(each.type)]
            each.data[name] = vault.lock(vault.unlock(each.data[name]))
            each.save(update_fields=["data"])
    return len(kept)
