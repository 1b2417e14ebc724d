"""`python -m tests.standin --port 9000`: a stand-in Akismet for a site that runs by itself."""

import argparse
import signal
import threading
from pathlib import Path

from tests.standin.practice import read_labels
from tests.standin.server import PRACTICE_KEY, AkismetStandIn


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="python -m tests.standin", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--key", default=PRACTICE_KEY, help="the only key it accepts")
    parser.add_argument("--labels", type=Path, nargs="+", default=[], metavar="CSV")
    chosen = parser.parse_args()

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    labels = read_labels(chosen.labels)
    standin = AkismetStandIn(host=chosen.host, port=chosen.port, key=chosen.key, labels=labels)
    with standin:
        print(f"{standin.url} key {standin.key}", flush=True)  # noqa: T201
        stop.wait()


if __name__ == "__main__":
    main()
