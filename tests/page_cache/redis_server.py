"""The Redis of the tests: what CACHE_URL names, or the local one."""

from __future__ import annotations

import os
import socket
from urllib.parse import urlsplit

given = os.environ.get("CACHE_URL", "")
REDIS_URL = given if given.startswith("redis") else "redis://127.0.0.1:6379/9"


def redis_answers() -> bool:
    parts = urlsplit(REDIS_URL)
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 6379), timeout=1) as it:
            it.sendall(b"PING\r\n")
            return it.recv(5) == b"+PONG"
    except OSError:
        return False
