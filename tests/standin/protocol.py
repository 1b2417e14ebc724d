"""The stand-in's correct behaviour: each operation answered as Akismet documents it."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final
from uuid import uuid4

from tests.standin.practice import Verdict, verdict
from tests.standin.wire import Received, Reply, text

ASKED_BY_GET: Final = frozenset({"usage-limit", "key-sites"})
REQUIRED: Final = ("blog", "user_ip")
THANKS: Final = "Thanks for making the web a better place."


class Akismet:
    """Answers requests, and counts them for the statistics."""

    def __init__(self, key: str, labels: Mapping[str, Verdict]) -> None:
        self.key = key
        self.labels = labels
        self.counts: Counter[str] = Counter()
        self._answers: Mapping[str, Callable[[dict[str, str]], Reply]] = {
            "verify-key": self._verify_key,
            "comment-check": self._comment_check,
            "submit-spam": self._thank,
            "submit-ham": self._thank,
            "get-stats": self._get_stats,
            "usage-limit": self._usage_limit,
            "key-sites": self._key_sites,
        }

    def answer(self, request: Received) -> Reply:
        """The correct reply to one request."""
        if not request.operation:
            return text("Not Found", 404)
        if request.method != ("GET" if request.operation in ASKED_BY_GET else "POST"):
            return text("Method Not Allowed", 405)
        # Reversed, so that of a repeated field the first one counts.
        form = dict(reversed(request.form))
        if self.key not in {form.get("key"), form.get("api_key")}:
            return text("invalid", debug_help="We were unable to recognize the API key.")
        self.counts[request.operation] += 1
        return self._answers[request.operation](form)

    def _verify_key(self, form: dict[str, str]) -> Reply:
        return text("valid") if form.get("blog") else _missing("blog")

    def _comment_check(self, form: dict[str, str]) -> Reply:
        for name in REQUIRED:
            if not form.get(name):
                return _missing(name)
        found = verdict(form, self.labels)
        self.counts["ham" if found == "ham" else "spam"] += 1
        reply = text("false" if found == "ham" else "true", guid=uuid4().hex)
        return reply.adding({"X-akismet-pro-tip": "discard"}) if found == "blatant" else reply

    def _thank(self, form: dict[str, str]) -> Reply:
        for name in REQUIRED:
            if not form.get(name):
                return _missing(name)
        return text(THANKS)

    def _usage_limit(self, form: dict[str, str]) -> Reply:
        calls = self.counts["comment-check"]
        return _json({"limit": "none", "usage": calls, "percentage": "0.00", "throttled": False})

    def _key_sites(self, form: dict[str, str]) -> Reply:
        row = {
            "site": "stand-in.example",
            "api_calls": str(self.counts["comment-check"]),
            **self._found(),
            "is_revoked": False,
        }
        if form.get("format") == "csv":
            return _csv(row)
        limit, offset = int(form.get("limit", "500")), int(form.get("offset", "0"))
        month = form.get("month", "2000-01")
        return _json({month: [row][offset:limit], "limit": limit, "offset": offset, "total": 1})

    def _get_stats(self, form: dict[str, str]) -> Reply:
        if not form.get("blog"):
            return _missing("blog")
        breakdown = {form.get("from", "all"): self._found()}
        return _json({**self._found(), "accuracy": "100.00", "breakdown": breakdown})

    def _found(self) -> dict[str, str]:
        """Akismet sends these numbers as strings."""
        return {
            "spam": str(self.counts["spam"]),
            "ham": str(self.counts["ham"]),
            "missed_spam": str(self.counts["submit-spam"]),
            "false_positives": str(self.counts["submit-ham"]),
        }


def _missing(name: str) -> Reply:
    return text("invalid", debug_help=f"Empty '{name}' value.")


def _json(document: object) -> Reply:
    return Reply(json.dumps(document).encode(), headers={"Content-Type": "application/json"})


def _csv(row: Mapping[str, object]) -> Reply:
    table = io.StringIO()
    writer = csv.DictWriter(table, row.keys())
    writer.writeheader()
    writer.writerow(row)
    return Reply(table.getvalue().encode(), headers={"Content-Type": "text/csv"})
