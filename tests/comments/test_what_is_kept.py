"""The page about privacy names every column in which something of a person is kept."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest
from django.apps import apps
from django.test import Client
from pytest_django import Settings

from comments.kept import kept
from comments.models import CommentSettings

# What these hold says nothing of the person who wrote: how, when and why the site decided, and
# what is counted. Whoever adds a column puts it here or into comments/kept.py.
IMPERSONAL = {
    "comment": "id article user created_at parent root path depth place places_given in_thread"
    " replies_published on_article_page status basis why status_changed_at published_at decisions"
    " email_confirmed_at campaign is_compared doubt doubt_why"
    " is_to_weigh",
    "fingerprint": "id comment",
    "revision": "id comment number standing created_at",
    "check": "id created_at due_at lease attempts closed_at revision checker objections decisions"
    " verdict answer last_failure forgotten_at",
    "feedback": "id created_at due_at lease attempts closed_at comment kind decision fate"
    " last_failure forgotten_at",
    "historyentry": "id comment at actor rule from_status to_status why",
    "report": "id comment reason created_at resolved_at resolved_by",
    "reader": "id confirmed_at silent_since asked_at",
    "subscription": "id article comment scope requested_at ended_at",
    "announcement": None,
    "erasure": "id created_at due_at lease attempts closed_at",
    "letter": "id created_at due_at lease attempts closed_at key template is_bulk handed_over_at"
    " fate last_failure",
    "campaign": None,
    "grouping": None,
    "bulkdecision": None,
    "bulkportion": None,
    "threadcount": None,
    "statuscount": None,
    "outcometally": None,
    "attempttally": None,
    "checkerstate": None,
    "commentsettings": None,
    "numbers": None,
    "call": None,
    "authormail": None,
    "daytally": "id day what number",
    "mailserver": None,
    "change": None,
    "catch": None,
    "ruletally": None,
    "block": "id kind place effect only_logs until created_at created_by ended_at ended_by",
}


def columns() -> Iterator[tuple[str, str]]:
    for app in ("comments", "letters"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.local_concrete_fields:
                yield model._meta.model_name or "", field.name


@pytest.mark.django_db
def test_every_column_is_told_or_impersonal() -> None:
    told = {column for row in kept() for column in row.fields}
    unknown = [
        f"{model}.{field}"
        for model, field in columns()
        if f"{model}.{field}" not in told
        and (plain := IMPERSONAL.get(model, "")) is not None
        and field not in plain.split()
    ]
    assert unknown == []


@pytest.mark.django_db
def test_nothing_is_told_that_is_not_there() -> None:
    there = {f"{model}.{field}" for model, field in columns()}
    assert {column for row in kept() for column in row.fields} <= there


def test_the_page_prints_every_row_with_the_periods_of_this_site(
    client: Client, settings: Settings, db: None
) -> None:
    settings.EVIDENCE_DAYS = 17
    shown = unescape(client.get("/privacy/comments/").text)
    assert "17 days" in shown
    for row in kept():
        assert row.what in shown
        assert row.until in shown


@pytest.mark.django_db
def test_what_the_owner_chooses_goes_before_the_setting(client: Client) -> None:
    CommentSettings.objects.create(evidence_days=23, spam_days=11)
    shown = unescape(client.get("/privacy/comments/").text)
    assert "23 days, or until you have it erased." in shown
    assert "deleted 11 days later" in shown


@pytest.mark.django_db
def test_spam_that_is_kept_for_ever_is_not_said_to_be_deleted(client: Client) -> None:
    CommentSettings.objects.create(spam_days=None)
    assert "is deleted" not in client.get("/privacy/comments/").text


@pytest.mark.django_db
def test_the_page_leads_to_ones_own_data(client: Client) -> None:
    shown = client.get("/privacy/comments/").text
    assert 'href="/comments/mail/"' in shown
