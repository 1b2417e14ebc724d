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
    person = (email or name).casefold().encode()
    digest = hashlib.blake2b(person, key=_key(settings.SECRET_KEY), digest_size=2).digest()
    return f"avatar--tint-{digest[0] % TINTS} avatar--cut-{digest[1] % CUTS}"


def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()[:2]


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"comments.avatars" + secret.encode()).digest()
