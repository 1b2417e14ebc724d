"""A page as it is kept: its bytes, plain and compressed, with the headers that Django gave it."""

from __future__ import annotations

import gzip
import hashlib
import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

Headers = list[tuple[str, str]]
# Status line, headers, body.
Answer = tuple[str, Headers, Iterable[bytes]]
# RFC 9110, 15.4.5: what a 304 must repeat.
REPEATED = {"Cache-Control", "ETag", "Vary"}
LEVEL = 6
# Of the digest that makes up an ETag: 96 bits.
DIGITS = 24
# Bytes: Python's objects around a page, roughly.
OVERHEAD = 3000
COMPRESSIBLE = ("text/", "application/json", "application/xml", "application/feed+json")
COMPRESSIBLE_ENDS = ("+xml", "+json", "javascript")


class Variant:
    """The page in one encoding, ready to be sent."""

    __slots__ = ("body", "etag", "headers", "repeated")

    def __init__(self, kept: Headers, body: bytes, etag: str, encoding: Headers) -> None:
        self.body, self.etag = body, etag
        length = ("Content-Length", str(len(body)))
        self.headers = [*kept, ("Vary", "Accept-Encoding"), ("ETag", etag), length, *encoding]
        self.repeated = [header for header in self.headers if header[0] in REPEATED]


@dataclass(frozen=True)
class Page:
    """What is sent to everybody who asks, while `versions` hold and until `until` has come.

    `until` is in seconds since 1970. `zipped` is the compressed body, where somebody has made it.
    """

    headers: Headers
    body: bytes
    versions: tuple[tuple[str, int], ...]
    until: float
    zipped: bytes = b""

    def answer(self, environ: dict[str, Any]) -> Answer:
        """The answer to one request: 200, or 304 where the reader has the same bytes already."""
        packed = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) and self.packed
        variant = packed or self.plain
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and is_among(variant.etag, known):
            return "304 Not Modified", variant.repeated.copy(), ()
        body = () if environ["REQUEST_METHOD"] == "HEAD" else (variant.body,)
        return "200 OK", variant.headers.copy(), body

    @cached_property
    def plain(self) -> Variant:
        """As it is."""
        return Variant(self.headers, self.body, f'"{self._digest}"', [])

    @cached_property
    def packed(self) -> Variant | None:
        """Compressed, once for all. Safe from BREACH: a shared page holds no secret to guess."""
        if not self._is_compressible:
            return None
        encoding = [("Content-Encoding", "gzip")]
        return Variant(self.headers, self._zipped, f'"{self._digest}-gzip"', encoding)

    @cached_property
    def size(self) -> int:
        """Bytes that it takes in memory, roughly."""
        return OVERHEAD + len(self.body) + (len(self.packed.body) if self.packed else 0)

    @cached_property
    def _zipped(self) -> bytes:
        return self.zipped or gzip.compress(self.body, LEVEL, mtime=0)

    @cached_property
    def _digest(self) -> str:
        # Of the headers as well: a browser keeps them with the page.
        # SHA-256, since processors have instructions for it.
        told = json.dumps(self.headers).encode()
        return hashlib.sha256(told + b"\n" + self.body).hexdigest()[:DIGITS]

    @property
    def _is_compressible(self) -> bool:
        types = [value for name, value in self.headers if name.lower() == "content-type"]
        kind = types[0].partition(";")[0].strip().lower() if types else ""
        return kind.startswith(COMPRESSIBLE) or kind.endswith(COMPRESSIBLE_ENDS)

    def to_bytes(self) -> bytes:
        """For a store that other processes share; nothing in it runs when it is read."""
        facts = json.dumps([self.headers, self.versions, self.until]).encode()
        return struct.pack("!I", len(facts)) + facts + self._zipped

    @classmethod
    def from_bytes(cls, stored: bytes) -> Page:
        """What `to_bytes` made. For anything else it raises what json, gzip or struct do."""
        start = 4 + struct.unpack_from("!I", stored)[0]
        headers, versions, until = json.loads(stored[4:start])
        return cls(
            headers=[(name, value) for name, value in headers],
            body=gzip.decompress(stored[start:]),
            zipped=stored[start:],
            versions=tuple((scope, number) for scope, number in versions),
            until=until,
        )


def is_among(etag: str, known: str) -> bool:
    """Whether `If-None-Match` names this page: weak comparison, RFC 9110, 8.8.3.2."""
    if known == etag:
        return True
    tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
    return etag in tags or tags == ["*"]


@lru_cache(maxsize=256)
def accepts_gzip(accepted: str) -> bool:
    """Whether `Accept-Encoding` names gzip, with a weight that is not zero."""
    for entry in accepted.lower().split(","):
        coding, _, parameters = entry.partition(";")
        if coding.strip() == "gzip":
            weight = parameters.strip().removeprefix("q=")
            return weight == "" or weight.strip("0.") != ""
    return False
