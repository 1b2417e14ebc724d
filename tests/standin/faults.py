"""Every way in which the stand-in can misbehave, by name."""

import os
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from typing import Final

from tests.standin.wire import Reply, text

HTML: Final = b"<!DOCTYPE html><title>Sign in</title><p>Welcome to the hotel's network.</p>"
GARBAGE: Final = bytes(range(256)) * 4


@dataclass(frozen=True)
class Behaviour:
    """How to answer: `way` is a name in WAYS, the other fields fill in its details.

    `every` = n misbehaves in each n-th request and answers well otherwise, so 2 fails half the
    time. `delay` waits seconds before the answer, `pause` between the bytes of a drip. `headers`
    go with whatever answer the way gives; `body` and `status` are used by the ways of that name.
    """

    way: str = "well"
    every: int = 1
    delay: float = 0.0
    pause: float = 0.05
    body: str = ""
    status: int = 503
    headers: Mapping[str, str] = field(default_factory=dict)
    retry_after: str = "30"
    recheck_after: str = "120"

    def __post_init__(self) -> None:
        """Refuse a misspelt way, which would look like good behaviour."""
        if self.way not in WAYS or self.every < 1:
            raise ValueError(f"No way {self.way!r}; there are: {', '.join(sorted(WAYS))}.")


@dataclass(frozen=True)
class Line:
    """One open connection, and the event that ends all waiting when the stand-in stops."""

    connection: socket.socket
    stopping: threading.Event

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self.connection.sendall(data)

    def drip(self, data: Iterable[int], pause: float) -> None:
        """Send one byte at a time until the end, the stop or the other side's leaving."""
        for byte in data:
            self.send(bytes([byte]))
            if self.stopping.wait(pause):
                return

    def hang(self) -> None:
        """Keep the connection and say nothing."""
        self.stopping.wait()

    def reset(self) -> None:
        """Break the connection off with a TCP reset instead of a goodbye."""
        at_once = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        os.close(self.connection.detach())


def answer(line: Line, reply: Reply, behaviour: Behaviour) -> bool:
    """Send `reply` in the way asked for; whether the connection can serve another request."""
    line.stopping.wait(behaviour.delay)
    way = WAYS[behaviour.way]
    if isinstance(way, _OnTheWire):
        way.act(line, reply, behaviour)
        return False
    changed = way(reply, behaviour).adding(behaviour.headers)
    line.send(changed.head() + changed.body)
    return True


@dataclass(frozen=True)
class _OnTheWire:
    """A way that is not an HTTP reply."""

    act: Callable[[Line, Reply, Behaviour], None]


def _drip_body(line: Line, reply: Reply, behaviour: Behaviour) -> None:
    # The verdict comes early and the end never does: a client must not believe half an answer.
    line.send(replace(reply, announced=1_000_000).head())
    line.drip(chain(reply.body, repeat(ord("\n"))), behaviour.pause)


def _drip_headers(line: Line, reply: Reply, behaviour: Behaviour) -> None:
    line.send(reply.head().removesuffix(b"\r\n"))
    line.drip(_endless_headers(), behaviour.pause)


def _endless_headers() -> Iterator[int]:
    while True:
        yield from b"X-Drip: drop\r\n"


WAYS: Final[Mapping[str, _OnTheWire | Callable[[Reply, Behaviour], Reply]]] = {
    "well": lambda reply, _: reply,
    "body": lambda reply, how: replace(reply, body=how.body.encode()),
    "status": lambda _, how: text("Error", how.status),
    "html": lambda _, __: Reply(HTML, headers={"Content-Type": "text/html"}),
    "empty": lambda _, __: text(""),
    "garbage": lambda _, __: Reply(GARBAGE),
    "invalid": lambda _, __: text("invalid", debug_help="The stand-in was told to say so."),
    "too_many_requests": lambda _, how: text("Slow down", 429).adding(
        {"Retry-After": how.retry_after}
    ),
    "error_header": lambda reply, _: reply.adding({"X-akismet-error": "10099"}),
    "oversized": lambda reply, _: replace(reply, body=reply.body + b"\n" * 1_000_000),
    "redirect": lambda _, __: text("", 302).adding({"Location": "/1.1/verify-key"}),
    "without_guid": lambda reply, _: reply.without("X-akismet-guid"),
    "recheck": lambda reply, how: reply.adding({"X-akismet-recheck-after": how.recheck_after}),
    "alert": lambda reply, _: reply.adding(
        {"X-akismet-alert-code": "10504", "X-akismet-alert-msg": "Your plan is used up."}
    ),
    "discard": lambda reply, _: replace(reply, body=b"true").adding(
        {"X-akismet-pro-tip": "discard"}
    ),
    "black_hole": _OnTheWire(lambda line, *_: line.hang()),
    "drip_body": _OnTheWire(_drip_body),
    "drip_headers": _OnTheWire(_drip_headers),
    "close": _OnTheWire(lambda *_: None),
    "reset": _OnTheWire(lambda line, *_: line.reset()),
    "not_http": _OnTheWire(lambda line, *_: line.send(b"220 smtp.example ESMTP ready\r\n" * 4)),
}
