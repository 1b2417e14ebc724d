"""How alike two comments are, and keys by which alike ones find each other.

Spam comes in copies: other names and links, other spacing, letters that only look the same. A text
is squeezed until such copies are equal, and cut into shingles: all runs of SHINGLE letters. Which
part of their shingles two texts share is how alike they are. MinHash (Broder 1997) makes a few
numbers of a text that alike texts share with great probability, so that an index finds them.

A wrong join is worse than a missed one. Short texts are alike by chance ("Great post!"), so they
count as copies only if they lead to the same place, too.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from random import Random
from urllib.parse import urlsplit
from zlib import crc32

SHINGLE = 5
# Texts of fewer shingles, some dozen words, say too little by themselves.
FEW = 60
# What two texts must share: by themselves, with the same hosts, with the very same links.
ALIKE, ALIKE_BY_HOSTS, ALIKE_BY_LINKS = 0.7, 0.7, 0.5
# Beside a link to a host that many people link to there must be this much of the same text.
BESIDE_HOSTS = 12
# Nobody varies only what comes after this many letters.
MOST_LETTERS = 3_000
# Where two texts share 70 %, a band agrees in 81 of 100 cases; at 90 %, in 99. Each further copy is
# another chance.
BANDS, ROWS = 4, 3

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)
_QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
_DIGITS = re.compile(r"\d+")
_LINK_MARK = "\x01"
# Letters of other alphabets that look like Latin ones. What NFKD and case folding leave.
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁԛԝьвмнтгкαερονικτυɡ",
    "aeopcyxijsdqwbbmhtrkaepovikyug",
)
_PRIME = (1 << 61) - 1
# Fixed for ever: stored keys are compared with new ones.
_RANDOM = Random(20)  # noqa: S311 - no secret
_HASHES = [(_RANDOM.randrange(1, _PRIME), _RANDOM.randrange(_PRIME)) for _ in range(BANDS * ROWS)]


@dataclass(frozen=True)
class Likeness:
    """What of a comment is compared: its text as typed, and its author's website."""

    text: str
    website: str = ""

    @cached_property
    def links(self) -> frozenset[str]:
        """Where it leads, the website included; without what does not change that."""
        found = [*LINK.findall(self._own_text), self.website]
        return frozenset(filter(None, map(_bare, found)))

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Whose addresses these are."""
        return frozenset(link.partition("/")[0] for link in self.links)

    @cached_property
    def letters(self) -> str:
        """The text without all that copies differ in; each link is one mark."""
        marked = LINK.sub(_LINK_MARK, self._own_text)
        folded = unicodedata.normalize("NFKD", marked).casefold().translate(_LOOK_ALIKES)
        kept = (letter for letter in _DIGITS.sub("0", folded) if _counts(letter))
        return "".join(kept)[:MOST_LETTERS]

    @cached_property
    def shingles(self) -> frozenset[int]:
        """All runs of SHINGLE letters, as numbers; a shorter text is one."""
        letters = self.letters
        starts = range(max(1, len(letters) - SHINGLE + 1)) if letters else ()
        return frozenset(crc32(letters[at : at + SHINGLE].encode()) for at in starts)

    @property
    def is_short(self) -> bool:
        """Whether its text alone proves nothing."""
        return len(self.shingles) < FEW

    @property
    def keys(self) -> set[int]:
        """Numbers of which copies share at least one, most probably. None where it is too short."""
        keys = set() if self.is_short else set(self._bands())
        if self.links:
            keys |= {_number("links", *sorted(self.links)), _number("hosts", *sorted(self.hosts))}
        return keys

    def shared_with(self, other: Likeness) -> float:
        """Which part of both texts' shingles they share, from 0 to 1."""
        union = self.shingles | other.shingles
        return len(self.shingles & other.shingles) / len(union) if union else 0.0

    def is_like(self, other: Likeness) -> bool:
        """Whether one is a copy of the other."""
        shared = self.shared_with(other)
        if not self.is_short and not other.is_short:
            return shared >= ALIKE
        if self.links and self.links == other.links:
            return shared >= ALIKE_BY_LINKS
        letters = self.letters.replace(_LINK_MARK, "")
        by_hosts = self.hosts and self.hosts == other.hosts and len(letters) >= BESIDE_HOSTS
        return bool(by_hosts) and shared >= ALIKE_BY_HOSTS

    @cached_property
    def _own_text(self) -> str:
        """What its author has not quoted."""
        return _QUOTED.sub("", self.text)

    def _bands(self) -> Iterable[int]:
        least = [
            min((factor * shingle + shift) % _PRIME for shingle in self.shingles)
            for factor, shift in _HASHES
        ]
        for band in range(BANDS):
            yield _number("band", band, *least[band * ROWS : (band + 1) * ROWS])


def _bare(link: str) -> str:
    """A link as it is compared: without scheme, "www." and what ends a sentence."""
    try:
        parts = urlsplit(link if "://" in link else f"http://{link}")
    except ValueError:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path}{query}".rstrip("/.,;:!")


def _counts(letter: str) -> bool:
    return letter == _LINK_MARK or letter.isalnum()


def _number(*parts: object) -> int:
    """A number of 64 bits, as databases store them."""
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
