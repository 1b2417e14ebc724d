"""The processes of a running site: they start together, and end together."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

# Between two looks at who still runs.
PAUSE = 0.1
# Gunicorn gives requests under way 10 seconds; whoever takes longer than this is killed.
PATIENCE = 20.0


class Told(KeyboardInterrupt):
    """Somebody asked for the end: Ctrl-C, SIGTERM, or the terminal was closed."""


class Ended(Exception):
    """A process that should run as long as the site has ended by itself."""


class Children:
    """Starts processes, watches over them, and leaves none behind.

    Each has a process group of its own, so that Ctrl-C reaches only us.
    """

    def __init__(self) -> None:
        self._running: list[tuple[str, subprocess.Popen[str]]] = []
        self._times_told = 0
        self._heard_before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        listen_for = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup ignores it.
            listen_for.append(signal.SIGHUP)
        self._heard_before = {number: signal.signal(number, self._hear) for number in listen_for}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        while self._running:
            _, process = self._running.pop()
            self._stop(process)
        for number, handler in self._heard_before.items():
            signal.signal(number, handler)

    def start(self, name: str, *command: str, output: int | None = None) -> subprocess.Popen[str]:
        """Start a process; it is stopped before those that were started earlier."""
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            text=True,
            process_group=0,
            close_fds=False,  # What is meant to be inherited is: see my_turn.
        )
        self._running.append((name, process))
        return process

    def run(self, *command: str) -> int:
        """Start a process and wait for its end; returns its exit status. Raises Told."""
        process = self.start(command[0], *command)
        while process.poll() is None:
            self._pause()
        self._running.pop()
        return process.returncode

    def watch_until(self, happened: Callable[[], bool]) -> None:
        """Wait; raises Told or Ended should that come first."""
        while not happened():
            for name, process in self._running:
                if process.poll() is not None:
                    raise Ended(f"{name} ended by itself, with status {process.returncode}")
            self._pause()

    def _pause(self) -> None:
        if self._times_told:
            raise Told
        time.sleep(PAUSE)

    def _hear(self, *_: Any) -> None:
        self._times_told += 1

    def _stop(self, process: subprocess.Popen[str]) -> None:
        """Ask it to end; kill it, and what it leaves, after a while or when told twice."""
        process.terminate()
        deadline = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < deadline and self._times_told < 2:
            time.sleep(PAUSE)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
