"""Akismet may say that it has news about a comment; that means "ask again now" and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from comments.models import Check, Comment
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def address(akismet: AkismetStandIn, settings: Settings, post: Callable) -> str:
    """The path that Akismet was given for a comment at which it is still looking."""
    settings.SITE_URL = "https://blog.example"
    akismet.behave("recheck", recheck_after="600")
    post(body="Still looking")
    assert not Check.objects.due()
    return urlsplit(akismet.asked("comment-check")[0].field("callback")).path


def test_a_call_makes_the_question_due_and_decides_nothing(address: str) -> None:
    for _ in range(2):
        response = Client(enforce_csrf_checks=True).post(address, {"verdict": "false"})
        assert response.status_code == 200
        assert Check.objects.due().count() == 1
    assert Comment.objects.get().status == "unchecked"


def test_a_call_about_what_is_decided_changes_nothing(address: str) -> None:
    comment = Comment.objects.get()
    Check.objects.open().close()
    before = list(Check.objects.values())
    assert Client().post(address).status_code == 200
    assert list(Check.objects.values()) == before
    comment.refresh_from_db()
    assert comment.status == "unchecked"


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_only_a_post_is_a_call(address: str, method: str) -> None:
    assert getattr(Client(), method)(address).status_code == 405
    assert not Check.objects.due()


@pytest.mark.parametrize(
    "change", [lambda path: f"{path[:-2]}/", lambda path: path[:18] + "1:2:3/"]
)
def test_a_forged_address_finds_nothing(address: str, change: Callable[[str], str]) -> None:
    assert Client().post(change(address)).status_code == 404
    assert not Check.objects.due()


def test_one_address_is_good_for_one_comment(
    akismet: AkismetStandIn, address: str, post: Callable
) -> None:
    post(body="Another one")
    Client().post(address)
    assert Check.objects.due().get().revision.body == "Still looking"
