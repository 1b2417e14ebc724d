"""What the commands say: sentences, and never a traceback where a sentence and status 2 will do."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

REFUSED = 2
INTERRUPTED = 130


class Refusal(Exception):
    """Why it cannot go on, and what to do about it, for whoever gave the command."""


def say(sentence: str) -> None:
    """Print at once, also where the output is a pipe."""
    print(sentence, flush=True)  # noqa: T201


@contextmanager
def speaking_plainly() -> Iterator[None]:
    """Turn refusals into their sentence, and SIGTERM into what Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except Refusal as refusal:
        print(refusal, file=sys.stderr)  # noqa: T201
        sys.exit(REFUSED)
    except KeyboardInterrupt:
        print("Stopped before it was ready.", file=sys.stderr)  # noqa: T201
        sys.exit(INTERRUPTED)
