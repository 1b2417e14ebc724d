"""Lighthouse against the demo magazine as production serves it, on a phone.

Targets: accessibility, best practices and SEO 100; performance 98 in the median of five runs.
Prints a table for docs/performance.md and what cost points. Exits with 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from bench import running_site

PAGES = {
    "front page": "/",
    "article with pictures and 50 comments": "",
    "tag": "",
}
TARGETS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 5
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
SLUG = "what-readers-say"


def prepare(folder: Path) -> dict[str, str]:
    """Load the demo, draw its pictures, and say where the pages are."""
    import django  # noqa: PLC0415 - after the environment has been set

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_demo", credentials=folder / "sign-ins")
    from articles.duties import make_renditions, render_articles  # noqa: PLC0415
    from comments.models import ThreadCount  # noqa: PLC0415

    for duty in (make_renditions, render_articles):
        while duty():
            pass

    busiest = ThreadCount.objects.select_related("article").latest("published").article
    tag = busiest.tags.first()
    return PAGES | {
        "article with pictures and 50 comments": busiest.get_absolute_url(),
        "tag": tag.get_absolute_url() if tag else "/",
    }


def ask(program: str, address: str, folder: Path) -> dict[str, Any]:
    """One run of Lighthouse; its report."""
    output = folder / "report.json"
    command = [program, address, "--quiet", "--no-enable-error-reporting", "--output=json"]
    chrome = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    subprocess.run(
        [*command, f"--output-path={output}", f"--chrome-flags={CHROME_FLAGS}"],
        check=True,
        env=os.environ | {"CHROME_PATH": chrome},
        stdout=subprocess.DEVNULL,
    )
    report: dict[str, Any] = json.loads(output.read_text())
    return report


def losses(report: dict[str, Any]) -> list[str]:
    """What cost points, in Lighthouse's words."""
    return sorted(
        f"{audit['title']}: {audit.get('displayValue', '')}".rstrip(": ")
        for audit in report["audits"].values()
        if audit.get("score") is not None
        and audit["score"] < 0.9
        and audit["scoreDisplayMode"] in ("binary", "numeric", "metricSavings")
    )


def main() -> int:
    """Run it all; the exit code says whether every target was met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--runs", type=int, default=RUNS)
    chosen = parser.parse_args()
    port, missed = running_site.free_port(), 0
    with running_site.folder() as folder:
        running_site.configure(folder, port=port, akismet_url="", akismet_key="")
        os.environ |= {"COMMENT_CHECKER": "hold", "MEDIA_ROOT": str(folder / "media")}
        paths = prepare(folder)
        print("| page | " + " | ".join(TARGETS) + " |\n|---" + "|---" * len(TARGETS) + "|")
        with running_site.running(port, folder):
            for name, path in paths.items():
                address = f"http://127.0.0.1:{port}{path}"
                reports = [ask(chosen.program, address, folder) for _ in range(chosen.runs)]
                scores = {
                    category: median(
                        round(100 * report["categories"][category]["score"]) for report in reports
                    )
                    for category in TARGETS
                }
                missed += sum(scores[category] < least for category, least in TARGETS.items())
                print(f"| {name} | " + " | ".join(f"{score:g}" for score in scores.values()) + " |")
                for loss in losses(reports[-1]):
                    print(f"    {loss}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
