"""`manage.py check` names what is wrong with a site, and the remedy."""

from __future__ import annotations

import pytest
from django.core.checks import CheckMessage, run_checks
from pytest_django import Settings
from time_machine import TimeMachineFixture

from comments.models import CheckerState
from comments.models.checker_state import KeyState
from fitsite.worker.models import beat
from tests.standin import AkismetStandIn


def found(*, deploy: bool = False) -> dict[str, CheckMessage]:
    messages = run_checks(include_deployment_checks=deploy, databases=["default"])
    return {message.id or "": message for message in messages}


def hint(name: str, *, deploy: bool = False) -> str:
    return found(deploy=deploy)[name].hint or ""


def test_a_site_without_a_key_is_told_where_to_get_one(db: None) -> None:
    assert "AKISMET_API_KEY" in hint("comments.W001")
    assert "https://akismet.com/" in hint("comments.W001")


def test_a_site_with_a_key_and_a_worker_has_nothing_to_fix(
    db: None, akismet: AkismetStandIn
) -> None:
    beat("worker 1")
    assert found() == {}


def test_a_refused_key_is_named_with_what_akismet_said(db: None, akismet: AkismetStandIn) -> None:
    beat("worker 1")
    state = CheckerState.objects.of("akismet")
    state.key_state, state.key_help = KeyState.INVALID, "We were unable to parse your blog URI"
    state.save()
    assert list(found()) == ["comments.W002"]
    assert "unable to parse" in found()["comments.W002"].msg
    assert "Correct AKISMET_API_KEY" in hint("comments.W002")


def test_a_silent_worker_is_missed_after_a_minute(
    db: None, akismet: AkismetStandIn, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-03-01 12:00:00+00:00", tick=False)
    assert "Start `manage.py work`" in hint("comments.W003")
    beat("worker 1")
    time_machine.shift(59)
    assert found() == {}
    time_machine.shift(2)
    assert list(found()) == ["comments.W003"]


@pytest.mark.parametrize(("secure", "named"), [(True, False), (False, True)])
def test_a_public_address_without_encryption_is_named_before_it_goes_live(
    secure: bool, named: bool, settings: Settings, db: None
) -> None:
    settings.IS_HTTPS = secure
    assert ("fitsite.W001" in found(deploy=True)) is named
    assert "fitsite.W001" not in found()
