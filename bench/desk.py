"""What the moderators' queue costs at 1,000 and at 1,000,000 comments.

No tab or filter may take more queries on the large one, and none more than twice the time. Two
databases stand side by side and are asked in turns, each by a process of its own; of each page the
median of the turns counts.

Prints a table for docs/performance.md. Exits with 1 if one target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from bench import databases, running_site

SIZES = {"small": 1_000, "large": 1_000_000}
# The large site may take so much longer.
AT_MOST = 2.0
Costs = dict[str, tuple[int, float]]


def run(module: str, *arguments: str, environment: dict[str, str]) -> str:
    """Run a part of this in a process of its own, on a database."""
    finished = subprocess.run(
        [sys.executable, *module.split(), *arguments],
        cwd=running_site.ROOT,
        env=os.environ | environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return finished.stdout


def filled(size: str, database: str, folder: Path, ends: ExitStack) -> dict[str, str]:
    """A database of this size, made where it is not there yet; returns the environment for it."""
    home = folder / f"{database}-{size}"
    home.mkdir(exist_ok=True)
    url = f"sqlite:///{home / 'db.sqlite3'}"
    if database == "postgres":
        url = ends.enter_context(databases.kept_postgres(home)).url
    environment = {
        "DATABASE_URL": url,
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "fitsite.settings",
        "DEBUG": "0",
        "SECRET_KEY": "bench" * 12,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "http://127.0.0.1",
        "COMMENT_CHECKER": "hold",
    }
    began = time.monotonic()
    run("manage.py", "migrate", "-v0", "--skip-checks", environment=environment)
    run("manage.py", "collectstatic", "--noinput", "-v0", environment=environment)
    # Written last, so that what was left half filled is not measured.
    seeded = home / "seeded"
    if not seeded.exists():
        seed = ["--comments", str(SIZES[size])]
        run("-m bench.queue_seeding", *seed, environment=environment)
        seeded.touch()
    print(f"{SIZES[size]:,} comments stored in {time.monotonic() - began:.0f} s", flush=True)
    return environment


def measure(
    sites: dict[str, dict[str, str]], *, turns: int, rounds: int, only: str
) -> dict[str, Costs]:
    """Size -> page -> queries and milliseconds."""
    found: dict[str, list[Costs]] = {size: [] for size in sites}
    for _ in range(turns):
        for size, environment in sites.items():
            options = ["--rounds", str(rounds), "--only", only]
            asked = run("-m bench.queue_pages", *options, environment=environment)
            found[size].append(json.loads(asked))
    return {size: _medians(costs) for size, costs in found.items()}


def _medians(turns: list[Costs]) -> Costs:
    pages = turns[0]
    return {page: (pages[page][0], median(turn[page][1] for turn in turns)) for page in pages}


def report(found: dict[str, Costs]) -> int:
    """Print the table; returns how many targets were missed."""
    missed = 0
    print("\n| page | queries | small, ms | large, ms | times |\n|---|---|---|---|---|")
    for page, (queries, milliseconds) in found["small"].items():
        many, longer = found["large"][page]
        # Fewer where a page of the large site has fewer cards.
        late, more = longer > AT_MOST * milliseconds, many > queries
        missed += late + more
        asked = str(queries) if many == queries else f"{queries}, {many}"
        asked = f"**{asked}**" if more else asked
        times = f"{longer / milliseconds:.2f}"
        print(
            f"| {page} | {asked} | {milliseconds:.1f} | {longer:.1f} |"
            f" {f'**{times}**' if late else times} |"
        )
    print(f"\n{missed} targets missed." if missed else "\nAll targets met.")
    return missed


def main() -> int:
    """Run it all; the exit code says whether every target was met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", choices=databases.NAMES, default="sqlite")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="a part of the names of pages")
    parser.add_argument("--keep", type=Path, help="where the databases stay for the next time")
    chosen: Any = parser.parse_args()
    with ExitStack() as ends:
        folder = chosen.keep or ends.enter_context(running_site.folder())
        sites = {size: filled(size, chosen.on, folder, ends) for size in SIZES}
        found = measure(sites, turns=chosen.turns, rounds=chosen.rounds, only=chosen.only)
    return 1 if report(found) else 0


if __name__ == "__main__":
    sys.exit(main())
