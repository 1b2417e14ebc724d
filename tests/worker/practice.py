"""Duties that the tests of the worker give it."""

from __future__ import annotations

import os
import signal
import threading

from comments.models import Check

done: list[str] = []
stopping = threading.Event()
go_on = threading.Event()


def fails() -> None:
    """Go wrong."""
    done.append("fails")
    raise RuntimeError("This duty always fails.")


def works() -> None:
    """Go well."""
    done.append("works")


def stops() -> None:
    """Tell the loop to end."""
    done.append("stops")
    stopping.set()


def slow_until_told() -> None:
    """Begin, and end only once another duty has said so."""
    done.append("slow begins")
    go_on.wait(30)
    done.append("slow ends")


def lets_the_slow_one_go_on() -> None:
    """Say so, when it has begun and two rounds have passed without it."""
    if "slow begins" in done:
        done.append("round")
    if done.count("round") == 2:
        go_on.set()
        stopping.set()


def is_told_to_stop() -> None:
    """Have the whole process told to end, as a service manager does."""
    done.append("is told to stop")
    os.kill(os.getpid(), signal.SIGTERM)


def stops_when_nothing_waits() -> None:
    """Tell the loop to end once every comment has been decided."""
    if not Check.objects.open().exists():
        stopping.set()
