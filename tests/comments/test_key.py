"""A key that Akismet refuses is noticed, told, and works again as soon as it is right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from comments.duties import watch_key
from comments.models import CheckerState, Comment
from comments.models.checker_state import KeyState
from fitsite.worker.models import beat
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db


def key_state() -> str:
    return CheckerState.objects.get(checker="akismet").key_state


def warnings() -> set[str]:
    """The ids of what `manage.py check --database default` says of comments."""
    found = run_checks(databases=["default"])
    return {str(message.id) for message in found if str(message.id).startswith("comments.")}


def test_a_new_key_is_confirmed_once(akismet: AkismetStandIn) -> None:
    for _ in range(3):
        watch_key()
    assert key_state() == KeyState.VALID
    assert len(akismet.asked("verify-key")) == 1


def test_a_wrong_key_is_noticed_and_the_reason_kept(
    akismet: AkismetStandIn, settings: Settings
) -> None:
    settings.AKISMET_API_KEY = "anotherkey"
    watch_key()
    assert key_state() == KeyState.INVALID
    assert "unable to recognize" in CheckerState.objects.get().key_help


def test_one_refused_question_alone_proves_nothing(akismet: AkismetStandIn, post: Callable) -> None:
    watch_key()
    akismet.behave("invalid", operation="comment-check")
    post()
    watch_key()
    assert key_state() == KeyState.VALID


def test_a_key_that_stops_working_is_noticed(akismet: AkismetStandIn, post: Callable) -> None:
    watch_key()
    akismet.behave("invalid")
    for _ in range(3):
        post()
    watch_key()
    assert key_state() == KeyState.INVALID
    assert set(Comment.objects.values_list("status", flat=True)) == {"unchecked"}


@pytest.mark.parametrize("fault", ["html", "status", "reset"])
def test_silence_says_nothing_about_the_key(akismet: AkismetStandIn, fault: str) -> None:
    watch_key()
    akismet.behave(fault)
    CheckerState.objects.update(failures=3)
    watch_key()
    assert key_state() == KeyState.VALID


@pytest.mark.django_db(transaction=True)
def test_a_corrected_key_settles_what_waited(
    akismet: AkismetStandIn, settings: Settings, clock, post: Callable, work: Callable
) -> None:
    settings.AKISMET_API_KEY = "anotherkey"
    for _ in range(4):
        post()
    watch_key()
    assert key_state() == KeyState.INVALID

    settings.AKISMET_API_KEY = akismet.key
    clock.shift(60)
    watch_key()
    work()
    assert key_state() == KeyState.VALID
    assert Comment.objects.published().count() == 4


def test_the_key_itself_is_not_kept(akismet: AkismetStandIn, post: Callable) -> None:
    akismet.behave("invalid", headers={"X-akismet-debug-help": f"Your key {akismet.key} is bad"})
    post()
    watch_key()
    kept = [*CheckerState.objects.values(), *Comment.objects.get().history.values()]
    assert akismet.key not in str(kept)


def test_the_system_checks_name_what_is_missing(
    akismet: AkismetStandIn, settings: Settings
) -> None:
    assert warnings() == {"comments.W003"}
    beat("worker one")
    assert warnings() == set()
    settings.AKISMET_API_KEY = "anotherkey"
    watch_key()
    assert warnings() == {"comments.W002"}
    settings.COMMENT_CHECKER = "hold"
    assert warnings() == {"comments.W001"}


def test_no_key_is_watched_where_none_is_used(akismet: AkismetStandIn, settings: Settings) -> None:
    settings.COMMENT_CHECKER = "hold"
    watch_key()
    assert akismet.requests == []
