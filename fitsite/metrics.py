"""`/metrics`: how the site does in numbers, in Prometheus' text format, for those who may look."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from fitsite.client_ip import client_ip
from fitsite.proxies import sent_by_proxy
from fitsite.worker.models import Heartbeat

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Sample(NamedTuple):
    """One number. `suffix` is for histograms, whose samples end in _bucket, _sum and _count."""

    value: float
    labels: dict[str, str] = {}
    suffix: str = ""


class Metric(NamedTuple):
    """Numbers of one kind. `name` follows Prometheus: base units, counters end in _total."""

    name: str
    help: str
    type: Literal["counter", "gauge", "histogram"]
    samples: list[Sample]


@require_safe
@cache_control(no_store=True)
def metrics(request: HttpRequest) -> HttpResponse:
    """All numbers that settings.METRICS names; for others than METRICS_ALLOW nothing is here."""
    if not _may_look(request):
        raise Http404
    told = [metric for path in settings.METRICS for metric in import_string(path)()]
    return HttpResponse("".join(_lines(told)), content_type=CONTENT_TYPE)


def worker() -> list[Metric]:
    """When a worker was last seen; no sample if none ever was."""
    seen = Heartbeat.objects.values_list("seen_at", flat=True).first()
    samples = [Sample((timezone.now() - seen).total_seconds())] if seen else []
    name = "fitsite_worker_seen_seconds"
    return [Metric(name, "Seconds since a worker was last seen.", "gauge", samples)]


def _may_look(request: HttpRequest) -> bool:
    # Behind a proxy that we were not told of, every stranger would seem to come from loopback.
    if "X-Forwarded-For" in request.headers and not sent_by_proxy(request):
        return False
    address = ipaddress.ip_address(client_ip(request))
    return any(address in network for network in settings.METRICS_ALLOW)


def _lines(told: Iterable[Metric]) -> Iterator[str]:
    for metric in told:
        yield f"# HELP {metric.name} {metric.help}\n# TYPE {metric.name} {metric.type}\n"
        for sample in metric.samples:
            labels = ",".join(f'{key}="{_escaped(text)}"' for key, text in sample.labels.items())
            braces = f"{{{labels}}}" if labels else ""
            yield f"{metric.name}{sample.suffix}{braces} {sample.value}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
