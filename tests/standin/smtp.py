"""A mail server on loopback: keeps what it took, answers well or as it was told to."""

from __future__ import annotations

import socketserver
import threading
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Taken:
    """One mail as it came over the wire, and whom its envelope named."""

    sender: str
    recipients: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail, as a mail program reads it."""
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def to(self) -> str:
        """The one recipient."""
        [recipient] = self.recipients
        return recipient

    def part(self, kind: str) -> str:
        """The text of one part: "plain" or "html"."""
        body = self.message.get_body((kind,))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


class MailServer:
    """Listens on a free port. `behave(step, reply)` sets what it says at a step of the talk.

    Steps are the commands in lower case, "greeting", and "text" for after the text. The reply
    "close" hangs up, "silence" answers nothing.
    """

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self.connections = 0
        self.host, self.port = "127.0.0.1", 0
        self._replies: dict[str, str] = {}
        self._server: _Server | None = None

    def behave(self, step: str = "", reply: str = "") -> None:
        """From now on answer a step in this way, all others well."""
        self._replies = {step: reply} if step else {}

    def reply(self, step: str, otherwise: str) -> str:
        """What it says at a step."""
        return self._replies.get(step, otherwise)

    def start(self) -> None:
        """Listen, on the same port as before if there was one."""
        self._server = _Server((self.host, self.port), _Talk)
        self._server.standin = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Refuse connections from now on."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    block_on_close = False
    standin: MailServer
    going = False


class _HungUp(Exception):
    pass


class _Talk(socketserver.StreamRequestHandler):
    """One connection."""

    server: _Server

    def handle(self) -> None:
        """Talk until somebody hangs up."""
        self.server.standin.connections += 1
        with suppress(_HungUp, OSError):
            self._say("greeting", "220 stand-in")
            while line := self.rfile.readline():
                self._answer(line.decode().strip())

    def _answer(self, line: str) -> None:
        verb = line.partition(" ")[0].lower()
        match verb:
            case "mail":
                self.sender, self.recipients = _address(line), list[str]()
            case "rcpt":
                self.recipients.append(_address(line))
            case "data":
                if self._say("data", "354 Go on").startswith("354"):
                    self._take()
                return
        self._say(verb, "221 Bye" if verb == "quit" else "250 OK")
        if verb == "quit":
            raise _HungUp

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise _HungUp
            lines.append(line.removeprefix(b"."))
        said = self.server.standin.reply("text", "250 Taken")
        if not said.startswith(("4", "5")):
            self.server.standin.taken.append(Taken(self.sender, self.recipients, b"".join(lines)))
        self._say("text", "250 Taken")

    def _say(self, step: str, otherwise: str) -> str:
        words = self.server.standin.reply(step, otherwise)
        if words == "close":
            raise _HungUp
        if words != "silence":
            self.wfile.write(f"{words}\r\n".encode())
        return words


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]
