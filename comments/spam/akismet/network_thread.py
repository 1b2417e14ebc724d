"""The one thread per process in which all talk with Akismet happens.

Only an event loop can put a single deadline over name look-up, connection, encryption, headers and
body: socket time-outs start anew with every byte. The thread also keeps connections open between
questions, whichever thread asks.
"""

import asyncio
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

import httpx

T = TypeVar("T")

# A look-up cannot be interrupted, only abandoned: a dead resolver may tie up two threads, no more.
LOOK_UP_THREADS: Final = 2
# Shorter than any server's own, so that a connection is rarely reused while it is being closed.
LIMITS: Final = httpx.Limits(max_connections=32, max_keepalive_connections=8, keepalive_expiry=5.0)


class NetworkThread:
    """An event loop in a daemon thread, with the connections that belong to it."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.loop.set_default_executor(
            ThreadPoolExecutor(LOOK_UP_THREADS, thread_name_prefix="akismet-look-up")
        )
        # The bare transport and not a whole httpx client: no cookies, redirects, proxies or .netrc,
        # and no log line with the address, which in usage-limit holds the key.
        self.transport = httpx.AsyncHTTPTransport(trust_env=False, limits=LIMITS)
        threading.Thread(target=self.loop.run_forever, name="akismet", daemon=True).start()

    def run(self, work: Coroutine[Any, Any, T], *, patience: float) -> T:
        """Wait for the result of `work`, at most `patience` seconds; TimeoutError after that."""
        future = asyncio.run_coroutine_threadsafe(work, self.loop)
        try:
            return future.result(patience)
        finally:
            future.cancel()


class _Process:
    """What this process has. A fork inherits the memory of a thread, but not the thread."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.thread: NetworkThread | None = None
        # Never closed here: the sockets and the epoll behind it are the parent's too.
        self.inherited: NetworkThread | None = None

    def forked(self) -> None:
        self.lock = threading.Lock()
        self.inherited, self.thread = self.thread or self.inherited, None


_process = _Process()
os.register_at_fork(after_in_child=_process.forked)


def network_thread() -> NetworkThread:
    """Give this process's thread; the first call starts it, which costs about 0.1 s of CPU."""
    with _process.lock:
        if _process.thread is None:
            _process.thread = NetworkThread()
        return _process.thread
