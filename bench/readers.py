"""People who post comments, as many at a time as wanted."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

PATIENCE = 30


@dataclass(frozen=True)
class Words:
    """A comment about to be posted. `person` stands for a name, an e-mail and a network."""

    person: str
    body: str
    is_spam: bool = False

    @property
    def email(self) -> str:
        """One address for each person."""
        return f"{self._digest}@example.com"

    @property
    def address(self) -> str:
        """A network of its own out of 10.0.0.0/8 for each person."""
        return "10." + ".".join(str(int(self._digest[at : at + 2], 16)) for at in (0, 2, 4))

    @property
    def expected(self) -> str:
        """The state in which it must end."""
        return "spam" if self.is_spam else "published"

    @property
    def _digest(self) -> str:
        return hashlib.sha256(self.person.encode()).hexdigest()[:12]

    def form(self) -> bytes:
        """What a browser sends; it writes line ends as CR LF."""
        typed = {
            "name": f"Reader {self._digest[:6]}",
            "email": self.email,
            "website": "",
            "body": self.body.replace("\n", "\r\n"),
            "parent": "",
            "seconds": "41.5",
            "confirm_subject": "",
        }
        return urlencode(typed).encode()


@dataclass(frozen=True)
class Posted:
    """How the site answered; status 0 where it did not. `location` is where it led."""

    words: Words
    status: int
    location: str
    seconds: float

    @property
    def is_acknowledged(self) -> bool:
        """Whether the reader was told that the comment has arrived."""
        return self.status == 302


def post(words: Words, *, port: int, slug: str) -> Posted:
    """Send one comment the way a browser behind a proxy does."""
    began = time.monotonic()
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://127.0.0.1:{port}",
        "X-Forwarded-For": words.address,
        "User-Agent": "A browser",
    }
    try:
        connection.request("POST", f"/articles/{slug}/comments/", words.form(), headers)
        response = connection.getresponse()
        response.read()
        status, location = response.status, response.headers.get("Location", "")
    except (OSError, HTTPException):
        status, location = 0, ""
    finally:
        connection.close()
    return Posted(words, status, location, time.monotonic() - began)
