"""The folder of all that the site makes, and the turn of those who want to change it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fitsite.serving.speech import Refusal, say

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
# Who may sign in to the demo, with which password.
SIGN_INS = VAR / "demo_sign_ins.txt"


@contextmanager
def my_turn() -> Iterator[None]:
    """Wait until no other command of this clone installs or prepares anything."""
    try:
        VAR.mkdir(exist_ok=True)
        lock = (VAR / "turn.lock").open("a")
    except OSError as error:
        raise Refusal(f"Cannot write to the folder var: {error.strerror}.") from error
    if not os.access(VAR, os.W_OK):
        raise Refusal("Cannot write to the folder var: it is read-only.")
    with lock:
        # Our children hold it too: should we be killed, the next one waits for the end of theirs.
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another command that installs or prepares something here.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
