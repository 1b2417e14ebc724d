"""Asking for the link to one's own page.

Anybody may type any address, so the page that answers says the same whatever happens here.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from comments.models import Comment, Reader
from fitsite.letters.models import Letter

# How often a link may be asked for: for one address, and from one network.
FOR_ONE = (timedelta(days=1), 3)
FROM_ONE_NETWORK = (timedelta(days=1), 20)
TEMPLATE = "emails/yours"


def ask_for_link(address: str, *, network: str) -> bool:
    """Mail the link if there is anything under the address; whether we do.

    Not to those who want no mail from us, and not too often: the form must not serve to fill a
    stranger's mailbox.
    """
    address = address.lower()
    known = Reader.objects.filter(address=address).exists()
    if not known and not Comment.objects.filter(email=address, user=None).exists():
        return False
    now = timezone.now()
    with transaction.atomic():
        reader = Reader.objects.select_for_update(no_key=True).get(pk=Reader.objects.of(address).pk)
        if reader.silent_since or _too_many(address, network):
            return False
        Reader.objects.filter(pk=reader.pk).update(asked_at=now, asked_from=network)
        return Letter.objects.post(
            key=f"yours/{reader.pk}/{now.timestamp()}",
            to=address,
            template=TEMPLATE,
            context={"reader": reader.pk},
        )


def _too_many(address: str, network: str) -> bool:
    now = timezone.now()
    span, limit = FOR_ONE
    letters = Letter.objects.filter(to=address, template=TEMPLATE, created_at__gt=now - span)
    if letters[:limit].count() == limit:
        return True
    span, limit = FROM_ONE_NETWORK
    readers = Reader.objects.filter(asked_from=network, asked_at__gt=now - span)
    return bool(network) and readers[:limit].count() == limit
