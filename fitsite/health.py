"""Whether the process lives (`/healthz`) and whether the site can serve readers (`/readyz`)."""

from __future__ import annotations

import logging
from http import HTTPStatus

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@require_safe
@cache_control(no_store=True)
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@cache_control(no_store=True)
def readyz(request: HttpRequest) -> HttpResponse:
    """200 while readers can be served, which takes the database with all its tables; else 503.

    Trouble with checking comments is told in the answer as `degraded`, with status 200: readers
    read on, and what they write is kept and waits. A load balancer that took the site out of
    service for it would turn a delay into an outage. Who is to be woken for it gets a mail.
    """
    parts = {"database": _database()}
    parts["migrations"] = "Not looked up." if parts["database"] else _migrations()
    is_ready = not any(parts.values())
    for name, path in settings.READY_PARTS.items():
        parts[name] = _ask(path) if is_ready else "Not looked up."
    whole = "ready" if not any(parts.values()) else "degraded" if is_ready else "unavailable"
    report = {
        name: {"state": "failing", "why": why} if why else {"state": "ok"}
        for name, why in parts.items()
    }
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"state": whole, "parts": report}, status=status)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer")
        return "The database does not answer."
    return ""


def _migrations() -> str:
    """Looked up until they are all applied: a running process sees no new ones."""
    global _is_migrated  # noqa: PLW0603
    if not _is_migrated:
        try:
            executor = MigrationExecutor(connection)
            pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            logger.exception("Which migrations are applied could not be looked up")
            return "The database does not answer."
        _is_migrated = not pending
    return "" if _is_migrated else "Migrations are waiting: run `manage.py migrate`."


_is_migrated = False


def _ask(path: str) -> str:
    try:
        return str(import_string(path)())
    except DatabaseError:
        logger.exception("%s could not be looked up", path)
        return "The database does not answer."
