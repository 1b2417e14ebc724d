"""Posts real comments to a running site and proves what became of each one.

Reads CSV files with the columns `label` (1 spam, 0 not) and `text`. Starts a stand-in Akismet that
knows the labels, the site, and its worker; posts every text as a browser would, eight at a time,
each from a person and a network invented here; waits until nothing is undecided; then looks into
the database. Exits with 1 if one comment is lost, doubled, changed or decided against its label.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from csv import DictReader
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench import running_site
from tests.standin import AkismetStandIn
from tests.standin.practice import read_labels

AT_ONCE = 8
SETTLE_PATIENCE = 120
# The same words several times from one person are a repeat; from others they are a campaign.
COPIES_PER_PERSON = 3
SLUG = "what-readers-say"


@dataclass(frozen=True)
class Row:
    """One labelled text and the person who is to post it."""

    number: int
    text: str
    is_spam: bool
    person: str

    @property
    def address(self) -> str:
        """An address out of 10.0.0.0/8, one for each person."""
        return "10." + ".".join(str(int(self.person[at : at + 2], 16)) for at in (0, 2, 4))

    def form(self) -> bytes:
        """What a browser sends; it writes line ends as CR LF."""
        typed = {
            "name": f"Reader {self.person[:6]}",
            "email": f"{self.person}@example.com",
            "website": "",
            "body": self.text.replace("\n", "\r\n"),
            "parent": "",
            "seconds": "41.5",
            "confirm_subject": "",
        }
        return urlencode(typed).encode()


@dataclass(frozen=True)
class Posted:
    """How the site answered one row."""

    row: Row
    status: int
    page: str


def read(paths: list[Path]) -> list[Row]:
    """All rows, in their order."""
    rows: list[Row] = []
    copies: Counter[str] = Counter()
    for path in paths:
        with path.open(newline="", encoding="utf-8") as file:
            for entry in DictReader(file):
                text = entry["text"].replace("\r\n", "\n")
                group = copies[text] // COPIES_PER_PERSON
                copies[text] += 1
                person = hashlib.sha256(f"{group} {text}".encode()).hexdigest()[:12]
                rows.append(Row(len(rows), text, entry["label"] == "1", person))
    return rows


def post(row: Row, port: int) -> Posted:
    """Send one comment the way a browser behind a proxy does."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(
        "POST",
        f"/articles/{SLUG}/comments/",
        row.form(),
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{port}",
            "X-Forwarded-For": row.address,
            "User-Agent": "bench/post_comments",
        },
    )
    response = connection.getresponse()
    page = response.read().decode()
    connection.close()
    return Posted(row, response.status, page)


def prepare() -> None:
    """Make the tables and one article."""
    import django  # noqa: PLC0415 - after the environment has been set
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)

    from articles.models import Article  # noqa: PLC0415

    article = Article.objects.draft(title="What readers say", slug=SLUG, body="<p>Say it.</p>")
    article.publish(article.revisions.get())


def wait_until_settled() -> int:
    """Let the worker finish; returns how many comments are still unchecked when patience ends."""
    from comments.models import Comment  # noqa: PLC0415

    give_up = time.monotonic() + SETTLE_PATIENCE
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
        row = answer.row
        if answer.status in {409, 429}:
            continue
        expected = (f"{row.person}@example.com", row.text, "spam" if row.is_spam else "published")
        if answer.status != 302 or not stored[expected]:
            wrong.append(f"row {row.number}: answered {answer.status}, not stored as {expected}")
            continue
        stored[expected] -= 1
    wrong += [f"stored, but never acknowledged: {left}" for left in stored.elements()]
    return wrong


def report(posted: list[Posted], wrong: list[str], asked: int, seconds: float) -> None:
    """Print what happened."""
    from comments.models import Comment  # noqa: PLC0415

    answers = Counter(answer.status for answer in posted)
    states = Counter(Comment.objects.order_by().values_list("status", flat=True))
    print(f"posted                     {len(posted)} in {seconds:.1f} s, {AT_ONCE} at a time")
    print(f"taken                      {answers[302]}")
    print(f"refused as exact repeats   {answers[409]}")
    print(f"refused as too many        {answers[429]}")
    print(f"questions to the stand-in  {asked}")
    for status, number in sorted(states.items()):
        print(f"stored as {status:<16} {number}")
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
        prepare()
        started = time.monotonic()
        with running_site.running(port), ThreadPoolExecutor(AT_ONCE) as pool:
            posted = list(pool.map(lambda row: post(row, port), rows))
            seconds = time.monotonic() - started
            unsettled = wait_until_settled()
        wrong = verify(posted)
        if unsettled:
            wrong.append(f"{unsettled} comments were never decided")
        report(posted, wrong, len(standin.asked("comment-check")), seconds)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
