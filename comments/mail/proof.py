"""What a reader's own browser sends along to show that the address typed above it is theirs.

Anybody can type an address. The proof is handed out on pages alone that a mailed link opens, and
kept by the reader's browser, if the reader wants that. It opens nothing: all that it does is to
have a comment count as its address's own.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

from comments.models import Reader

GOOD_FOR = timedelta(days=400)
# Longer than any that we hand out.
LONGEST = 200
_SALT = "comments.mail.proof"


def proof_of(reader: Reader) -> str:
    """A proof for a reader's browser; "" as long as they have not confirmed their address."""
    return signing.dumps(reader.pk, salt=_SALT) if reader.confirmed_at else ""


def proves(proof: str, address: str) -> bool:
    """Whether a proof is good, and of this address. One query, none without a proof."""
    if not proof:
        return False
    try:
        pk = signing.loads(proof[:LONGEST], salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return False
    readers = Reader.objects.filter(address=address.lower(), confirmed_at__isnull=False)
    return readers.filter(pk=pk).exists()
