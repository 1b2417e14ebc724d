"""Breaks Akismet in every way there is, and shows what the site does with comments meanwhile.

For each fault: 50 comments, eight at a time, half of them from people whose comments have been
published before; a third of the texts is spam. While the fault lasts nothing may be published, no
comment may be lost, and each post must be answered within 2.5 seconds. Then the fault ends, and
nobody lifts a hand: every comment must be decided as its label says within 60 seconds. After that
come the answers that are odd but valid, each with the one outcome that it must have.

Prints a table for docs/reliability.md. Exits with 1 if one promise is broken.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench import databases, running_site
from bench.readers import Posted, Words, post
from tests.standin import AkismetStandIn

COMMENTS, AT_ONCE = 50, 8
ANSWER_WITHIN, DECIDE_WITHIN = 2.5, 60.0
SLUG = "what-readers-say"


@dataclass(frozen=True)
class Fault:
    """A way not to answer. `wait` is how long Akismet asks to be left alone, in seconds."""

    name: str
    way: str
    details: dict[str, Any] = field(default_factory=dict)
    wait: float = 0.0


FAULTS = [
    Fault("connection refused", "stop"),
    Fault("accepts, never answers", "black_hole"),
    Fault("answers byte by byte", "drip_body", {"pause": 0.2}),
    Fault("headers byte by byte", "drip_headers", {"pause": 0.2}),
    Fault("HTTP 503", "status", {"status": 503}),
    Fault("HTML with status 200", "html"),
    Fault("empty answer", "empty"),
    Fault("garbage", "garbage"),
    Fault("`invalid`", "invalid"),
    Fault("429, Retry-After 20 s", "too_many_requests", {"retry_after": "20"}, wait=20),
    Fault("`X-akismet-error`", "error_header"),
    Fault("connection reset", "reset"),
    Fault("endless answer", "oversized"),
    Fault("redirect", "redirect"),
]


@dataclass(frozen=True)
class Row:
    """What one fault did."""

    fault: str
    taken: int
    published_meanwhile: int
    slowest: float
    recovery: float
    wrong: int

    @property
    def is_right(self) -> bool:
        """Whether every promise was kept."""
        kept = self.taken == COMMENTS and not self.published_meanwhile and not self.wrong
        return kept and self.slowest <= ANSWER_WITHIN and self.recovery <= DECIDE_WITHIN


def words_for(name: str) -> list[Words]:
    """Half from people who are known here, half from new ones; every third is spam."""
    return [
        Words(
            person=f"known {number}" if number % 2 else f"{name} {number}",
            body=f"{name} {number}: " + ("my casino" if number % 3 == 0 else "I think so too"),
            is_spam=number % 3 == 0,
        )
        for number in range(COMMENTS)
    ]


def post_all(words: list[Words], port: int) -> list[Posted]:
    """Post them, eight at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(partial(post, port=port, slug=SLUG), words))


def states(words: list[Words]) -> Counter[tuple[str, str]]:
    """What the database holds of these: how often each (text, state)."""
    from comments.models import Comment  # noqa: PLC0415 - after the environment has been set

    mine = Comment.objects.filter(body__in=[one.body for one in words]).order_by()
    return Counter(mine.values_list("body", "status"))


def wait_for(expected: Counter[tuple[str, str]], words: list[Words], patience: float) -> float:
    """Seconds until the database holds just that; more than `patience` if it never does."""
    began = time.monotonic()
    while states(words) != expected and time.monotonic() - began < patience:
        time.sleep(0.1)
    return time.monotonic() - began


def suffer(fault: Fault, standin: AkismetStandIn, port: int) -> Row:
    """Break it, post, mend it, look."""
    words = words_for(fault.name)
    standin.stop() if fault.way == "stop" else standin.behave(fault.way, **fault.details)
    posted = post_all(words, port)
    broken = states(words)
    standin.start() if fault.way == "stop" else standin.behave()
    expected = Counter((one.body, one.expected) for one in words)
    recovery = wait_for(expected, words, DECIDE_WITHIN + fault.wait + 5)
    return Row(
        fault.name,
        taken=sum(answer.is_acknowledged for answer in posted),
        published_meanwhile=sum(n for (_, state), n in broken.items() if state == "published"),
        slowest=max(answer.seconds for answer in posted),
        recovery=max(0.0, recovery - fault.wait),
        wrong=(expected - states(words)).total() + (states(words) - expected).total(),
    )


def odd_answers(standin: AkismetStandIn, port: int) -> list[tuple[str, str, bool]]:
    """Name, outcome, and whether it is the right one, of each odd but valid answer."""
    from comments.models import CheckerState, Comment  # noqa: PLC0415

    def outcome(name: str, way: str, **details: Any) -> str:
        standin.behave(way, **details)
        [posted] = post_all([Words(f"odd {name}", f"Odd but valid: {name}")], port)
        standin.behave()
        return str(Comment.objects.get(body=posted.words.body).status)

    without = outcome("no guid", "without_guid")
    looking = outcome("recheck-after", "recheck", recheck_after="3")
    later = [Words("odd recheck-after", "Odd but valid: recheck-after")]
    asked_again = wait_for(Counter({(later[0].body, "published"): 1}), later, 30)
    alert = outcome("alert", "alert")
    shown = CheckerState.objects.get(checker="akismet").alert
    discarded = outcome("discard", "discard")
    return [
        ("verdict without guid", without, without == "published"),
        ("recheck-after 3 s, at first", looking, looking == "unchecked"),
        ("recheck-after 3 s, later", f"published after {asked_again:.0f} s", asked_again < 30),
        ("alert header", f"{alert}, shown: {shown}", alert == "published" and bool(shown)),
        ("discard, option off", discarded, discarded == "spam"),
    ]


def run(name: str, say: Callable[[str], None]) -> bool:
    """All faults on one database; returns whether all promises were kept."""
    port, right = running_site.free_port(), True
    with AkismetStandIn() as standin, running_site.folder() as folder:
        running_site.configure(folder, port=port, akismet_url=standin.url, akismet_key=standin.key)
        running_site.prepare(SLUG)
        with running_site.running(port, folder):
            known = [Words(f"known {number}", f"Hello {number}") for number in range(COMMENTS)]
            post_all(known, port)
            wait_for(Counter((one.body, "published") for one in known), known, 30)
            say(f"\n| on {name} | taken | published meanwhile | slowest answer | decided after |")
            say("|---|---|---|---|---|")
            for fault in FAULTS:
                row = suffer(fault, standin, port)
                right = right and row.is_right
                say(
                    f"| {row.fault} | {row.taken} of {COMMENTS} | {row.published_meanwhile} |"
                    f" {row.slowest:.1f} s | {row.recovery:.0f} s |"
                    + ("" if row.is_right else f" BROKEN ({row.wrong} wrong)")
                )
            say(f"\n| odd but valid, on {name} | outcome |\n|---|---|")
            for odd, outcome, is_right in odd_answers(standin, port):
                right = right and is_right
                say(f"| {odd} | {outcome} |" + ("" if is_right else " BROKEN"))
    return right


def main() -> int:
    """Run on one database, or on each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", choices=databases.NAMES, default="sqlite")
    name = parser.parse_args().on

    def say(line: str) -> None:
        print(line, flush=True)

    if name == "sqlite":
        os.environ.pop("DATABASE_URL", None)
        return 0 if run(name, say) else 1
    with running_site.folder() as folder, databases.scratch_postgres(Path(folder)) as server:
        os.environ["DATABASE_URL"] = server.url
        return 0 if run(name, say) else 1


if __name__ == "__main__":
    sys.exit(main())
