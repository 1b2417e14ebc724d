"""What goes over the stand-in's wire: a request as it came in, a reply as it goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus
from typing import Final

OPERATIONS: Final = {
    "/1.1/verify-key": "verify-key",
    "/1.1/comment-check": "comment-check",
    "/1.1/submit-spam": "submit-spam",
    "/1.1/submit-ham": "submit-ham",
    "/1.1/get-stats": "get-stats",
    "/1.2/usage-limit": "usage-limit",
    "/1.2/key-sites": "key-sites",
}


@dataclass(frozen=True)
class Received:
    """One request, its form or query decoded. What was sent as JSON is one field, "json"."""

    method: str
    path: str
    headers: list[tuple[str, str]]
    form: list[tuple[str, str]]
    received_at: datetime

    @property
    def operation(self) -> str:
        """Akismet's name for what was asked, "" for a path that it does not have."""
        return OPERATIONS.get(self.path, "")

    def field(self, name: str) -> str:
        """The first value of a form field, "" if it was not sent."""
        return next((value for sent, value in self.form if sent == name), "")

    def header(self, name: str) -> str | None:
        """The first value of a header, None if it was not sent."""
        return next((value for sent, value in self.headers if sent.lower() == name.lower()), None)


@dataclass(frozen=True)
class Reply:
    """A status, headers and a body. `announced` is the length it claims, if not the true one."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    announced: int | None = None

    def adding(self, headers: Mapping[str, str]) -> "Reply":
        """The same reply with more headers."""
        return replace(self, headers={**self.headers, **headers})

    def without(self, name: str) -> "Reply":
        """The same reply lacking a header."""
        kept = {sent: value for sent, value in self.headers.items() if sent.lower() != name.lower()}
        return replace(self, headers=kept)

    def head(self) -> bytes:
        """The status line and the headers, up to the empty line."""
        length = len(self.body) if self.announced is None else self.announced
        headers = {
            "Server": "stand-in",
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(length),
            **self.headers,
        }
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")


def text(body: str, status: int = 200, **headers: str) -> Reply:
    """A plain text reply; `debug_help="…"` becomes the header X-akismet-debug-help."""
    named = {f"X-akismet-{name.replace('_', '-')}": value for name, value in headers.items()}
    return Reply(body.encode(), status, named)
