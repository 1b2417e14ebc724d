"""What each page costs to serve: CPU time as a multiple of a bare server's for the same bytes.

Two sites stand side by side, one with 1,000 articles and 30,000 comments, one with 100,000 and
1,000,000 (`--small` leaves it out), each once with its page cache and once without. The reference
is a bare WSGI application under the same gunicorn (2 workers of 4 threads). Each page is asked for
by wrk (2 threads, 16 connections) in rounds that alternate with the reference, so that whatever
else the machine does falls on both; the median of the rounds' ratios counts. Of the site the CPU
time of all processes that serve counts: gunicorn, and PostgreSQL where it is the database; of a
post gunicorn's alone.

Prints a table for docs/performance.md. Exits with 1 if one target is missed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from bench import databases, running_site
from bench.load import Cost, cost
from tests.standin import AkismetStandIn

SIZES = {"small": (1_000, 30_000), "large": (100_000, 1_000_000)}
SCRIPT = Path(__file__).with_name("post.lua")


@dataclass(frozen=True)
class Page:
    """One line of the table. `like` names the line whose cost, `times` over, is the limit."""

    name: str
    path: str
    at_most: float = 0.0
    cached: bool = False
    posts: bool = False
    like: str = ""
    times: float = 1.0


# What longer threads are compared with.
LEAST = "article, 50 comments"
PAGES = [
    Page("article, 50 comments, cached", "/articles/with-50/", at_most=1.4, cached=True),
    Page("front page, cached", "/", at_most=1.4, cached=True),
    Page("article, no comments", "/articles/with-none/", at_most=48),
    Page(LEAST, "/articles/with-50/", at_most=48),
    Page("article, 500 comments", "/articles/with-500/", like=LEAST, times=1.5),
    Page(
        "article, 10,000 comments",
        "/articles/with-10000/",
        like=LEAST,
        times=1.5,
    ),
    Page("front page", "/", at_most=48),
    Page("tag", "/tags/common/", at_most=48),
    Page("category", "/categories/training/", at_most=48),
    Page("posting a comment", "/articles/for-posting/comments/", at_most=48, posts=True),
]
# The larger site may cost this much more than the smaller one.
GROWTH = 1.3


class Server:
    """One gunicorn, as production runs it, with what it needs in its environment."""

    def __init__(self, application: str, environment: dict[str, str], log: Path) -> None:
        self.port = running_site.free_port()
        options = ["--workers", "2", "--threads", "4", "--no-control-socket"]
        bind = ["--bind", f"127.0.0.1:{self.port}", "--log-level", "warning"]
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", application, *options, *bind],
                cwd=running_site.ROOT,
                env=os.environ | environment | {"SITE_URL": f"http://127.0.0.1:{self.port}"},
                stdout=output,
                stderr=output,
            )

    def get(self, path: str) -> bytes:
        """One page, as wrk will be sent it."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status >= 400:
            raise SystemExit(f"{path} answered {answer.status}.")
        return body

    def wait(self, path: str) -> None:
        """Until it answers."""
        give_up = time.monotonic() + running_site.START_PATIENCE
        while time.monotonic() < give_up:
            try:
                self.get(path)
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise SystemExit("The server did not start.")

    def stop(self) -> None:
        """And wait for it."""
        self.process.terminate()
        self.process.wait(timeout=30)


@dataclass(frozen=True)
class Site:
    """One size of data, served with and without the page cache."""

    cached: Server
    plain: Server
    database: list[int]

    def server(self, page: Page) -> Server:
        """The one that this page is asked of."""
        return self.cached if page.cached else self.plain

    def cost(self, page: Page, seconds: int) -> Cost:
        """CPU of this page: of all that serve, or of a post the web server's alone."""
        server = self.server(page)
        address = f"http://127.0.0.1:{server.port}{page.path}"
        script = SCRIPT if page.posts else None
        servers = [server.process.pid, *([] if page.posts else self.database)]
        return cost(address, servers, seconds=seconds, script=script)


@contextmanager
def site(size: str, database: str, folder: Path, standin: AkismetStandIn) -> Iterator[Site]:
    """Fill a database and serve it."""
    home = folder / size
    home.mkdir()
    with ExitStack() as ends:
        backends = []
        url = f"sqlite:///{home / 'db.sqlite3'}"
        if database == "postgres":
            server = ends.enter_context(databases.scratch_postgres(home))
            url, backends = server.url, [server.pid]
        environment = {
            "DATABASE_URL": url,
            "ENV_FILE": os.devnull,
            "DJANGO_SETTINGS_MODULE": "fitsite.settings",
            "DEBUG": "0",
            "SECRET_KEY": "bench" * 12,
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": "http://127.0.0.1",
            "TRUSTED_PROXIES": "127.0.0.1",
            "AKISMET_API_KEY": standin.key,
            "AKISMET_API_URL": standin.url,
        }
        fill(size, environment)
        log = folder / f"{size}.log"
        cached = Server("fitsite.wsgi", environment | {"PAGE_CACHE_MB": "64"}, log)
        ends.callback(cached.stop)
        plain = Server("fitsite.wsgi", environment | {"PAGE_CACHE_MB": "0"}, log)
        ends.callback(plain.stop)
        for each in (cached, plain):
            each.wait("/privacy/comments/")
        yield Site(cached, plain, backends)


def fill(size: str, environment: dict[str, str]) -> None:
    """Tables, static files, articles and comments."""
    articles, comments = SIZES[size]
    began = time.monotonic()
    seed = ["-m", "bench.seeding", "--articles", str(articles), "--comments", str(comments)]
    prepare = [["manage.py", "migrate", "-v0"], ["manage.py", "collectstatic", "--noinput", "-v0"]]
    for arguments in [*prepare, seed]:
        subprocess.run(
            [sys.executable, *arguments],
            cwd=running_site.ROOT,
            env=os.environ | environment,
            check=True,
        )
    took = time.monotonic() - began
    print(f"{articles:,} articles and {comments:,} comments stored in {took:.0f} s", flush=True)


@contextmanager
def reference(bodies: list[bytes], folder: Path) -> Iterator[Server]:
    """A bare server that answers `/1` with the first of these, and so on."""
    store = folder / "reference"
    store.mkdir()
    for number, body in enumerate(bodies, start=1):
        (store / str(number)).write_bytes(body)
    server = Server("bench.reference", {"FOLDER": str(store)}, folder / "reference.log")
    try:
        server.wait("/1")
        yield server
    finally:
        server.stop()


def measure(
    pages: Sequence[Page], sites: dict[str, Site], folder: Path, *, rounds: int, seconds: int
) -> dict[tuple[str, str], tuple[float, float]]:
    """(page, size) -> median CPU milliseconds, and median of their ratios to the reference."""
    costs: dict[tuple[str, str], list[tuple[float, float]]] = {}
    wanted = [(page, size) for page in pages for size in sites]
    bodies = [sites[size].server(page).get(page.path) for page, size in wanted]
    with reference(bodies, folder) as bare:
        for _ in range(rounds):
            for number, (page, size) in enumerate(wanted, start=1):
                address = f"http://127.0.0.1:{bare.port}/{number}"
                script = SCRIPT if page.posts else None
                least = cost(address, [bare.process.pid], seconds=seconds, script=script)
                found = sites[size].cost(page, seconds)
                ratio = found.milliseconds / least.milliseconds
                costs.setdefault((page.name, size), []).append((found.milliseconds, ratio))
    return {
        key: (median(ms for ms, _ in found), median(ratio for _, ratio in found))
        for key, found in costs.items()
    }


def report(
    pages: Sequence[Page], found: dict[tuple[str, str], tuple[float, float]], sizes: list[str]
) -> int:
    """Print the table; returns how many targets were missed."""
    missed = 0
    print("\n| page | target | " + " | ".join(f"{size}, ms | × bare" for size in sizes) + " |")
    print("|---|---|" + "---|---|" * len(sizes))
    for page in pages:
        cells = []
        for size in sizes:
            milliseconds, ratio = found[page.name, size]
            # Longer threads are compared with the shorter one itself, the others with bare bytes.
            late = (
                milliseconds > page.times * found[page.like, size][0]
                if page.like
                else ratio > page.at_most
            )
            missed += late
            cells += [
                f"{milliseconds:.2f}",
                f"{'**' if late else ''}{ratio:.1f}{'**' if late else ''}",
            ]
        target = f"≤ {page.at_most:g}" if page.at_most else f"≤ {page.times:g} × the 50"
        print(f"| {page.name} | {target} | " + " | ".join(cells) + " |")
    if len(sizes) == 2:
        for page in pages:
            growth = found[page.name, "large"][0] / found[page.name, "small"][0]
            verdict = "MISSED" if growth > GROWTH else "met"
            missed += growth > GROWTH
            print(f"{page.name}: the large site costs {growth:.2f} × the small one ({verdict})")
    return missed


def main() -> int:
    """Run it all; the exit code says whether every target was met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", choices=databases.NAMES, default="sqlite")
    parser.add_argument("--small", action="store_true", help="without the large site")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--only", default="", help="pages whose name has this in it")
    chosen = parser.parse_args()
    pages = [page for page in PAGES if chosen.only in page.name or page.name == LEAST]
    sizes = ["small"] if chosen.small else list(SIZES)
    with running_site.folder() as folder, AkismetStandIn() as standin, ExitStack() as ends:
        sites = {size: ends.enter_context(site(size, chosen.on, folder, standin)) for size in sizes}
        found = measure(pages, sites, folder, rounds=chosen.rounds, seconds=chosen.seconds)
    return 1 if report(pages, found, sizes) else 0


if __name__ == "__main__":
    sys.exit(main())
