"""Whoever looks after comments is told on every page of the admin what is amiss, and what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from comments.duties import watch_key
from comments.models import Comment
from fitsite.accounts.models import User
from fitsite.worker.models import beat
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db


def banner(html: str) -> str:
    """What the desk says is amiss."""
    _, found, rest = html.partition('<div class="desk-banner"')
    return rest.partition("</div>")[0] if found else ""


def test_when_all_is_well_there_is_no_banner(akismet: AkismetStandIn, desk: Callable) -> None:
    beat("worker")
    watch_key()
    assert banner(desk()) == ""


def test_without_a_key_the_banner_says_what_happens_to_comments(say: Say, desk: Callable) -> None:
    say()
    say()
    told = banner(desk())
    assert "No spam checker is set up." in told
    assert "(2 now)" in " ".join(told.split())
    assert "AKISMET_API_KEY" in told


def test_when_akismet_fails_the_banner_says_since_when_and_how_many_wait(
    akismet: AkismetStandIn, say: Say, desk: Callable
) -> None:
    beat("worker")
    akismet.behave("html")
    for _ in range(4):
        say()
    told = " ".join(banner(desk()).split())
    assert "Akismet has not answered since" in told
    assert "4 comments wait for their check" in told
    akismet.behave("well")


def test_when_the_key_is_refused_the_banner_says_why(
    akismet: AkismetStandIn, settings: Settings, desk: Callable
) -> None:
    beat("worker")
    settings.AKISMET_API_KEY = "anotherkey"
    watch_key()
    told = banner(desk())
    assert "Akismet refuses the key." in told
    assert "unable to recognize the API key" in told


def test_when_no_worker_lives_the_banner_says_how_to_start_one(
    akismet: AkismetStandIn, desk: Callable, clock
) -> None:
    beat("worker")
    assert banner(desk()) == ""
    clock.shift(60)
    assert "manage.py work" in banner(desk())


def test_what_akismet_wants_to_tell_stands_in_the_banner(
    akismet: AkismetStandIn, say: Say, desk: Callable
) -> None:
    akismet.behave("alert")
    say()
    assert "Your plan is used up." in banner(desk())
    assert Comment.objects.get().status == "published"


def test_the_banner_is_for_those_who_look_after_comments(
    signed_in: Callable, desk: Callable
) -> None:
    other = User.objects.create_user("other", is_staff=True)
    assert banner(signed_in(other).get("/admin/").content.decode()) == ""
    assert banner(Client().get("/admin/login/").content.decode()) == ""
    assert banner(desk()) != ""
