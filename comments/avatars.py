"""A look for each commenter, made here: initials on lanes of some colour, cut in some shape.

No other host is asked. The same person looks the same under every article; what is shown of the
keyed hash is a choice out of TINTS * CUTS, from which no address can be found.
"""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings

# static/css/components/avatar.css has a class for each.
TINTS, CUTS = 12, 4


def look(email: str, name: str) -> str:
    """The classes of somebody's avatar: by the e-mail, or by the name of one who left none."""
    person = _keyed(settings.SECRET_KEY).copy()
    person.update((email or name).casefold().encode())
    tint, cut = person.digest()
    return f"avatar--tint-{tint % TINTS} avatar--cut-{cut % CUTS}"


def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    words = name.split()
    last = words[-1][0] if len(words) > 1 else ""
    return (words[0][0] + last).upper()[:2] if words else ""


@cache
def _keyed(secret: str) -> hashlib.blake2b:
    """What every digest begins with, to be copied: the key has gone through once for all."""
    key = hashlib.sha256(b"comments.avatars" + secret.encode()).digest()
    return hashlib.blake2b(key=key, digest_size=2)
