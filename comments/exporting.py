"""All that is kept under one address, for the person who reads its mail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from comments.models import Check, Comment, Reader, Revision
from fitsite.letters.models import Letter

BATCH = 200


def export(reader: Reader) -> Iterator[str]:
    """The pieces of one JSON document: comments in every state, subscriptions, letters.

    Comments are read in batches, so that memory does not grow with their number.
    """
    yield _opening(reader)
    separator = ""
    for comment in _comments(reader):
        yield f"{separator}\n    {_json(_of_comment(comment))}"
        separator = ","
    yield "\n  ]\n}\n"


def _opening(reader: Reader) -> str:
    about = {
        "site": settings.SITE_URL,
        "exported_at": timezone.now(),
        "address": reader.address,
        "confirmed_at": reader.confirmed_at,
        "no_mail_since": reader.silent_since,
        "link_asked_for_at": reader.asked_at,
        "link_asked_for_from": reader.asked_from,
        "subscriptions": [
            {
                "article": subscription.article.title,
                "to": subscription.get_scope_display(),
                "asked_for_at": subscription.requested_at,
                "confirmed_at": subscription.confirmed_at,
                "ended_at": subscription.ended_at,
            }
            for subscription in reader.subscriptions.select_related("article")
        ],
        "letters": [
            {"kind": letter.template, "at": letter.created_at, "fate": letter.get_fate_display()}
            for letter in Letter.objects.filter(to=reader.address).iterator(BATCH)
        ],
    }
    entries = [f"  {_json(name)}: {_json(value)}" for name, value in about.items()]
    return "{\n" + ",\n".join(entries) + ',\n  "comments": ['


def _comments(reader: Reader) -> Iterator[Comment]:
    comments = reader.comments().select_related("article").order_by("pk")
    return comments.prefetch_related("revisions__checks", "feedback").iterator(BATCH)


def _of_comment(comment: Comment) -> dict[str, Any]:
    texts: list[Revision] = list(comment.revisions.all())
    asked: list[Check] = [check for text in texts for check in text.checks.all()]
    corrections = comment.feedback.all()
    return {
        "article": comment.article.title,
        "written_at": comment.created_at,
        "state": comment.told_to_its_author,
        "name": comment.name,
        "website": comment.website,
        "address_of_the_network": comment.address,
        "network": comment.network,
        "texts": [{"at": text.created_at, "text": text.body} for text in texts],
        "sent_to_the_checker": [_public(work.fields) for work in [*asked, *corrections]],
    }


def _public(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is the site's own business: who of its people corrected the checker."""
    return {name: value for name, value in fields.items() if name != "reporter"}


def _json(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
