"""Posts real comments to a running site and proves what became of each one.

Reads CSV files with the columns `label` (1 spam, 0 not) and `text`. Starts a stand-in Akismet that
knows the labels, the site, and its worker; posts every text as a browser would, eight at a time,
each from a person and a network invented here; waits until nothing is undecided; then looks into
the database. Exits with 1 if one comment is lost, doubled, changed or decided against its label.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from csv import DictReader
from functools import partial
from pathlib import Path

from bench import running_site
from bench.readers import Posted, Words, post
from tests.standin import AkismetStandIn
from tests.standin.practice import read_labels

AT_ONCE = 8
SETTLE_PATIENCE = 120
# The same words several times from one person are a repeat; from others they are a campaign.
COPIES_PER_PERSON = 3
SLUG = "what-readers-say"
# Refused as a repeat, refused as too many: both with a sentence that a reader understands.
REFUSALS = {409: "refused as exact repeats", 429: "refused as too many"}


def read(paths: list[Path]) -> list[Words]:
    """All rows, in their order."""
    rows: list[Words] = []
    copies: Counter[str] = Counter()
    for path in paths:
        with path.open(newline="", encoding="utf-8") as file:
            for entry in DictReader(file):
                text = entry["text"].replace("\r\n", "\n")
                person = f"{copies[text] // COPIES_PER_PERSON} {text}"
                copies[text] += 1
                rows.append(Words(person, text, entry["label"] == "1"))
    return rows


def wait_until_settled(patience: float = SETTLE_PATIENCE) -> int:
    """Let the worker finish; returns how many comments are still unchecked when patience ends."""
    from comments.models import Comment  # noqa: PLC0415 - after the environment has been set

    give_up = time.monotonic() + patience
    while (waiting := Comment.objects.filter(status="unchecked").count()) and (
        time.monotonic() < give_up
    ):
        time.sleep(0.2)
    return waiting


def verify(posted: list[Posted]) -> list[str]:
    """Compare every row with the database; returns what is wrong."""
    from comments.models import Comment  # noqa: PLC0415

    stored = Counter(Comment.objects.order_by().values_list("email", "body", "status").iterator())
    wrong = []
    for answer in posted:
        if answer.status in REFUSALS:
            continue
        expected = (answer.words.email, answer.words.body, answer.words.expected)
        if not answer.is_acknowledged or not stored[expected]:
            wrong.append(f"answered {answer.status}, not stored as {expected}")
            continue
        stored[expected] -= 1
    return wrong + [f"stored, but never acknowledged: {left}" for left in stored.elements()]


def report(posted: list[Posted], wrong: list[str], asked: int, seconds: float) -> None:
    """Print what happened."""
    from comments.models import Comment  # noqa: PLC0415

    answers = Counter(answer.status for answer in posted)
    states = Counter(Comment.objects.order_by().values_list("status", flat=True))
    print(f"posted                     {len(posted)} in {seconds:.1f} s, {AT_ONCE} at a time")
    print(f"taken                      {answers[302]}")
    for status, words in REFUSALS.items():
        print(f"{words:<26} {answers[status]}")
    print(f"questions to the stand-in  {asked}")
    for state, number in sorted(states.items()):
        print(f"stored as {state:<16} {number}")
    for sentence in wrong[:20]:
        print("WRONG:", sentence)
    print(f"wrong                      {len(wrong)}")


def main() -> int:
    """Run it all; the exit code says whether everything was right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.csv")
    files = parser.parse_args().files
    rows, port = read(files), running_site.free_port()
    with running_site.folder() as folder, AkismetStandIn(labels=read_labels(files)) as standin:
        running_site.configure(folder, port=port, akismet_url=standin.url, akismet_key=standin.key)
        running_site.prepare(SLUG)
        began = time.monotonic()
        with running_site.running(port, folder), ThreadPoolExecutor(AT_ONCE) as pool:
            posted = list(pool.map(partial(post, port=port, slug=SLUG), rows))
            seconds = time.monotonic() - began
            unsettled = wait_until_settled()
        wrong = verify(posted)
        if unsettled:
            wrong.append(f"{unsettled} comments were never decided")
        report(posted, wrong, len(standin.asked("comment-check")), seconds)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
