"""Kills the site in bursts of posts, and shows that no acknowledged comment is lost.

Ten times: 500 comments are posted, eight at a time, and in the middle web and worker are killed
with SIGKILL and started again, several times. On PostgreSQL the database itself is stopped the hard
way in the middle of every other burst. In the end every comment that was acknowledged to its reader
must be in the database once, decided as its label says; nothing may be public without a verdict
on its text; and what was stored without the reader having heard of it must be decided, too.

Exits with 1 if one of these is not so.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bench import databases, running_site
from bench.databases import ScratchPostgres
from bench.readers import Posted, Words, post
from bench.running_site import RunningSite
from tests.standin import AkismetStandIn

BURSTS, POSTS, AT_ONCE = 10, 500, 8
KILLS_PER_BURST = 3
DECIDE_WITHIN = 120
SLUG = "what-readers-say"


def words_for(burst: int) -> list[Words]:
    """Every third is spam, nobody posts twice."""
    return [
        Words(
            person=f"{burst} {number}",
            body=f"Burst {burst}, comment {number}"
            + (" about a casino" if number % 3 == 0 else ""),
            is_spam=number % 3 == 0,
        )
        for number in range(POSTS)
    ]


def torment(
    site: RunningSite, server: ScratchPostgres | None, burst: int, calm: threading.Event
) -> None:
    """Kill and restart at random moments until the burst is over."""
    chance = random.Random(burst)
    for _ in range(KILLS_PER_BURST):
        if calm.wait(chance.uniform(0.5, 3.0)):
            return
        site.kill()
        if server is not None and burst % 2:
            server.stop(how="immediate")
            server.start()
        site.start()


def burst(number: int, site: RunningSite, server: ScratchPostgres | None) -> list[Posted]:
    """Post all, while the site is killed."""
    calm = threading.Event()
    tormentor = threading.Thread(target=torment, args=(site, server, number, calm))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        tormentor.start()
        posted = list(pool.map(partial(_post_when_up, site=site), words_for(number)))
    calm.set()
    tormentor.join()
    return posted


def _post_when_up(words: Words, site: RunningSite) -> Posted:
    posted = post(words, port=site.port, slug=SLUG)
    if not posted.status:
        time.sleep(0.05)
    return posted


def undecided() -> int:
    """How many comments wait, on a connection that survives the database's restarts."""
    from django.db import connections  # noqa: PLC0415 - after the environment has been set

    from comments.models import Comment  # noqa: PLC0415

    connections.close_all()
    return Comment.objects.filter(status="unchecked").count()


def verify(posted: list[Posted]) -> list[str]:
    """Compare what readers were told with the database; returns what is wrong."""
    from comments.models import Check, Comment  # noqa: PLC0415

    stored = Counter(Comment.objects.order_by().values_list("body", "status"))
    bodies = Counter(Comment.objects.order_by().values_list("body", flat=True))
    wrong = [f"stored {n} times: {body}" for body, n in bodies.items() if n > 1]
    wrong += [
        f"acknowledged, but not there as {answer.words.expected}: {answer.words.body}"
        for answer in posted
        if answer.is_acknowledged and not stored[answer.words.body, answer.words.expected]
    ]
    expected = {answer.words.body: answer.words.expected for answer in posted}
    wrong += [
        f"decided wrongly: {body} is {state}" for body, state in stored if expected[body] != state
    ]
    public = Comment.objects.filter(status="published")
    cleared = Check.objects.filter(verdict="ham").values("revision__comment")
    unchecked = public.exclude(pk__in=cleared).count()
    return wrong + ([f"{unchecked} public without a verdict"] if unchecked else [])


def run(name: str, server: ScratchPostgres | None) -> bool:
    """Ten bursts on one database; returns whether nothing was lost."""
    port = running_site.free_port()
    posted: list[Posted] = []
    with AkismetStandIn() as standin, running_site.folder() as folder:
        running_site.configure(folder, port=port, akismet_url=standin.url, akismet_key=standin.key)
        running_site.prepare(SLUG)
        with running_site.running(port, folder) as site:
            for number in range(BURSTS):
                posted += burst(number, site, server)
            give_up = time.monotonic() + DECIDE_WITHIN
            while (waiting := undecided()) and time.monotonic() < give_up:
                time.sleep(0.5)
        wrong = verify(posted) + ([f"{waiting} never decided"] if waiting else [])
    report(name, posted, wrong)
    return not wrong


def report(name: str, posted: list[Posted], wrong: list[str]) -> None:
    """Print what happened."""
    from comments.models import Comment  # noqa: PLC0415

    answers = Counter(answer.status for answer in posted)
    print(f"\n{name}: {BURSTS} bursts of {POSTS} posts, killed {KILLS_PER_BURST} times in each")
    print(f"acknowledged to the reader        {answers[302]}")
    print(f"no answer, the site was dead      {answers[0]}")
    for status, number in sorted(answers.items()):
        if status not in {0, 302}:
            print(f"answered {status}                      {number}")
    print(f"in the database                   {Comment.objects.count()}")
    print(f"lost, doubled, wrong or undecided {len(wrong)}", flush=True)
    for sentence in wrong[:20]:
        print("WRONG:", sentence)


def main() -> int:
    """Run on one database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", choices=databases.NAMES, default="sqlite")
    if parser.parse_args().on == "sqlite":
        os.environ.pop("DATABASE_URL", None)
        return 0 if run("sqlite", None) else 1
    with running_site.folder() as folder, databases.scratch_postgres(folder) as server:
        os.environ["DATABASE_URL"] = server.url
        return 0 if run("postgres", server) else 1


if __name__ == "__main__":
    sys.exit(main())
