"""Sends 200 moderators' decisions back to a checker that fails half the time, killing workers.

In the end each correction must be confirmed once in our records, or still stand there visibly
pending; the checker must have heard of each one. Exits with 1 if one is lost.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack

from bench import databases, running_site
from tests.standin import AkismetStandIn

DECISIONS, KILLS, PATIENCE = 200, 8, 180
SLUG = "what-readers-say"


def decide() -> None:
    """Have 200 comments checked, and every verdict contradicted by a moderator."""
    from articles.models import Article  # noqa: PLC0415 - after the environment has been set
    from comments.models import Comment  # noqa: PLC0415
    from comments.spam.evidence import Submission  # noqa: PLC0415
    from comments.spam.judge import judge_for_reader  # noqa: PLC0415
    from fitsite.accounts.models import User  # noqa: PLC0415

    article = Article.objects.get(slug=SLUG)
    moderator = User.objects.create_superuser("moderator", "moderator@example.org")
    for number in range(DECISIONS):
        check = Comment.objects.submit(
            Submission(
                article=article,
                name=f"Reader {number}",
                email=f"reader{number}@example.com",
                address=f"10.0.{number // 250}.{number % 250 + 1}",
                body=f"Number {number}" + (" about a casino" if number % 2 else ""),
            )
        )
        judge_for_reader(check)
        comment = Comment.objects.get(revisions__checks=check)
        verb = comment.approve if comment.status == "spam" else comment.mark_as_spam
        verb(by=moderator)


def pending() -> int:
    """How many corrections are still on their way."""
    from django.db import connections  # noqa: PLC0415

    from comments.models import Feedback  # noqa: PLC0415

    connections.close_all()
    return Feedback.objects.open().count()


def work_and_be_killed() -> None:
    """Run a worker, kill it and start another, several times; leave the last one to finish."""
    chance = random.Random(1)
    for kill in range(KILLS + 1):
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "work"], cwd=running_site.ROOT, start_new_session=True
        )
        give_up = time.monotonic() + (PATIENCE if kill == KILLS else chance.uniform(2, 4))
        while pending() and time.monotonic() < give_up:
            time.sleep(0.1)
        os.killpg(worker.pid, signal.SIGTERM if kill == KILLS else signal.SIGKILL)
        worker.wait()


def main() -> int:
    """Run on one database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", choices=databases.NAMES, default="sqlite")
    name = parser.parse_args().on
    os.environ.pop("DATABASE_URL", None)
    with ExitStack() as stack:
        folder = stack.enter_context(running_site.folder())
        standin = stack.enter_context(AkismetStandIn())
        if name == "postgres":
            server = stack.enter_context(databases.scratch_postgres(folder))
            os.environ["DATABASE_URL"] = server.url
        port = running_site.free_port()
        running_site.configure(folder, port=port, akismet_url=standin.url, akismet_key=standin.key)
        return 0 if correct(name, standin) else 1


def correct(name: str, standin: AkismetStandIn) -> bool:
    """Decide, send under fire, and look what became of it."""
    running_site.prepare(SLUG)
    decide()
    for operation in ("submit-spam", "submit-ham"):
        standin.behave("status", operation=operation, every=2)
    work_and_be_killed()
    from comments.models import Feedback  # noqa: PLC0415

    heard = standin.asked("submit-spam") + standin.asked("submit-ham")
    texts = {request.field("comment_content") for request in heard}
    fates = Counter(Feedback.objects.values_list("fate", flat=True))
    print(f"{name}: {DECISIONS} decisions, {KILLS} workers killed, every second report failed")
    print(f"  confirmed {fates['confirmed']}, visibly pending {fates['']}")
    print(f"  requests to the stand-in {len(heard)}, about {len(texts)} different comments")
    return fates["confirmed"] + fates[""] == DECISIONS and len(texts) == DECISIONS


if __name__ == "__main__":
    sys.exit(main())
