"""Decides held comments by keyboard, in Chromium, as a moderator would, and counts the keys.

Reads CSV files as bench/post_comments does, stores the first 1,000 rows as held comments, starts
the site, and decides 50 by what their label says: one key each, as fast as the browser takes them.
Takes the last five back, one key each. Exits with 1 if a comment does not stand where its key put
it, or if the page was loaded again meanwhile.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench import running_site
from bench.post_comments import SLUG, read

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUEUE = "/admin/comments/queue/"
HELD, DECIDED, UNDONE = 1_000, 50, 5
OPEN = "[data-card]:not([data-busy], .card--decided)"
PASSWORD = secrets.token_urlsafe(20)


def hold(paths: list[Path]) -> dict[int, bool]:
    """Store the comments; returns which of them are spam, by id."""
    from articles.models import Article  # noqa: PLC0415 - after the environment has been set
    from comments.models import Comment  # noqa: PLC0415
    from comments.spam.evidence import Submission  # noqa: PLC0415
    from comments.spam.judge import judge  # noqa: PLC0415

    article = Article.objects.get(slug=SLUG)
    labels: dict[int, bool] = {}
    for number, words in enumerate(read(paths)):
        if len(labels) == HELD:
            break
        check = Comment.objects.submit(
            Submission(
                article=article,
                body=words.body,
                name=f"Reader {number}",
                email=f"reader{number}@example.com",
                address=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}",
            )
        )
        judge(check, deadline=1)
        labels[check.revision.comment_id] = words.expected == "spam"
    return labels


def sign_in(page: Page) -> None:
    """As a moderator made for this."""
    page.goto(QUEUE)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("input[autocomplete=username], input[name=username]").first.fill("moderator")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-card]")


def decide(page: Page, labels: dict[int, bool]) -> dict[int, str]:
    """Press a key for each comment that has the focus; returns the state each must have."""
    expected: dict[int, str] = {}
    page.keyboard.press("j")
    while len(expected) < DECIDED:
        focused = page.locator(f"{OPEN}:focus").get_attribute("id") or ""
        pk = int(focused.removeprefix("comment-"))
        page.keyboard.press("s" if labels[pk] else "a")
        expected[pk] = "spam" if labels[pk] else "published"
    page.wait_for_function(
        "number => document.querySelectorAll('.card--decided').length === number", arg=DECIDED
    )
    return expected


def take_back(page: Page, expected: dict[int, str]) -> None:
    """Undo the last ones, one key each."""
    for number, pk in enumerate(list(expected)[: -UNDONE - 1 : -1], start=1):
        page.keyboard.press("z")
        page.wait_for_function(
            "number => document.querySelectorAll('.card--decided').length === number",
            arg=DECIDED - number,
        )
        expected[pk] = "held"


def main() -> int:
    """Run it; the exit code says whether everything stands where it belongs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("csv", nargs="+", type=Path)
    paths = parser.parse_args().csv
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with running_site.folder() as folder:
        port = running_site.free_port()
        running_site.configure(folder, port=port, akismet_url="", akismet_key="")
        os.environ |= {"COMMENT_CHECKER": "hold", "AKISMET_API_URL": "https://rest.akismet.com"}
        running_site.prepare(SLUG)
        from fitsite.accounts.models import User  # noqa: PLC0415

        User.objects.create_superuser("moderator", "moderator@example.com", PASSWORD)
        labels = hold(paths)
        with running_site.running(port, folder):
            return _moderate(f"http://127.0.0.1:{port}", labels)


def _moderate(address: str, labels: dict[int, bool]) -> int:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from comments.models import Comment  # noqa: PLC0415

    with sync_playwright() as play:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        # The functions that wait are compiled in the page, which our policy forbids.
        page = browser.new_context(base_url=address, bypass_csp=True).new_page()
        sign_in(page)
        loads: list[str] = []
        page.on("load", lambda _: loads.append(page.url))
        began = time.monotonic()
        expected = decide(page, labels)
        took = time.monotonic() - began
        take_back(page, expected)
    found = dict(Comment.objects.filter(pk__in=expected).values_list("pk", "status"))
    wrong = sum(found[pk] != status for pk, status in expected.items())
    print(f"{len(labels)} held; {DECIDED} decided by {DECIDED} keys in {took:.1f} s", end="")
    print(f" ({1000 * took / DECIDED:.0f} ms each); {UNDONE} undone by {UNDONE} keys.")
    print(f"{wrong} stand where they should not; the page was loaded again {len(loads)} times.")
    return 1 if wrong or loads else 0


if __name__ == "__main__":
    sys.exit(main())
