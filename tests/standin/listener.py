"""Listens on a socket and hands over requests; knows HTTP but nothing of Akismet."""

import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.standin.faults import Line
from tests.standin.wire import Received

# Answers a request on its connection; whether that can serve another one.
Serve = Callable[[Received, Line], bool]


class Listener(ThreadingMixIn, HTTPServer):
    """Listens in a thread of its own from its making to `stop`, with one more per connection."""

    request_queue_size = 128

    def __init__(self, host: str, port: int, serve: Serve) -> None:
        self.serve = serve
        self.stopping = threading.Event()
        self._open: set[socket.socket] = set()
        super().__init__((host, port), _Handler)
        self._thread = threading.Thread(
            target=self.serve_forever, args=(0.02,), name="stand-in", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Wake what waits, cut what reads, then join all threads."""
        self.stopping.set()
        self.shutdown()
        self.drop_connections()
        self.server_close()
        self._thread.join()

    def drop_connections(self) -> None:
        """Close every open connection, those with an answer under way included."""
        for connection in list(self._open):
            with suppress(OSError):  # The other side may have left first.
                connection.shutdown(socket.SHUT_RDWR)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection before its thread starts."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection."""
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a client leaves early, which is what deadlines make them do."""
        left_early = isinstance(sys.exception(), ConnectionError)
        if not left_early and not self.stopping.is_set():
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Reads requests. Writing is left to `Line`, which can do it wrongly."""

    protocol_version = "HTTP/1.1"
    server: Listener

    def do_GET(self) -> None:
        self._hand_over(_pairs(urlsplit(self.path).query))

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        sent = self.rfile.read(length)
        if len(sent) < length:
            # Whoever asks died in the middle of it: no server hears such a question.
            self.close_connection = True
            return
        body = sent.decode()
        is_json = self.headers.get_content_type() == "application/json"
        self._hand_over([("json", body)] if is_json else _pairs(body))

    def _hand_over(self, form: list[tuple[str, str]]) -> None:
        request = Received(
            method=self.command,
            path=urlsplit(self.path).path,
            headers=list(self.headers.items()),
            form=form,
            received_at=datetime.now(UTC),
        )
        if not self.server.serve(request, Line(self.connection, self.server.stopping)):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what was received can be asked for."""


def _pairs(encoded: str) -> list[tuple[str, str]]:
    return parse_qsl(encoded, keep_blank_values=True, errors="strict")
