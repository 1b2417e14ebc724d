"""The numbers of letters, for /metrics. Each costs rows that are few."""

from __future__ import annotations

from django.db.models import Count, Min
from django.utils import timezone

from fitsite.letters.models import Letter, MailServer
from fitsite.metrics import Metric, Sample


def numbers() -> list[Metric]:
    """What waits, what was lost within the last month, and how the mail server does."""
    open_ones = Letter.objects.open().order_by()
    waiting = open_ones.aggregate(length=Count("pk"), oldest=Min("created_at"))
    age = (timezone.now() - waiting["oldest"]).total_seconds() if waiting["oldest"] else 0.0
    server = MailServer.objects.filter(pk=1).first() or MailServer()
    lost = Letter.objects.lost().order_by().values_list("fate").annotate(Count("pk"))
    return [
        _gauge("fitsite_letters_waiting", "Letters that wait to be sent.", waiting["length"]),
        _gauge("fitsite_letters_oldest_seconds", "Age of the oldest.", age),
        Metric(
            "fitsite_letters_lost",
            "Letters of the last month that did not certainly arrive.",
            "gauge",
            [Sample(letters, {"fate": fate}) for fate, letters in sorted(lost)],
        ),
        Metric(
            "fitsite_letters_sent_total",
            "Letters that the mail server took.",
            "counter",
            [Sample(server.sent)],
        ),
        _gauge(
            "fitsite_mail_server_failures", "Failures in a row until now.", float(server.failures)
        ),
    ]


def _gauge(name: str, explained: str, value: float) -> Metric:
    return Metric(name, explained, "gauge", [Sample(value)])
