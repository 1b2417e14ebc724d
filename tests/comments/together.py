"""Several threads at the same moment, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import monotonic
from typing import TypeVar

from django.db import connections

T = TypeVar("T")
# Longer than any of it takes on a busy machine; it only keeps a broken test from hanging.
PATIENCE = 30


def together(*works: Callable[[], T]) -> list[T]:
    """Do all of it at once; the results in order, or the first error."""
    start = Barrier(len(works))

    def run(work: Callable[[], T]) -> T:
        start.wait(PATIENCE)
        return alone(work)

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def alone(work: Callable[[], T]) -> T:
    """What a thread does, and then gives back its connections."""
    try:
        return work()
    finally:
        connections.close_all()


def until(happened: Callable[[], bool]) -> None:
    """Wait for something that another thread does, and not a moment longer."""
    last = monotonic() + PATIENCE
    while not happened():
        assert monotonic() < last, "It did not happen."
        Event().wait(0.005)
