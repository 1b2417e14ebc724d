"""One command does all that the worker's clock does for comments, and may be repeated."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from comments.models import Comment, CommentSettings, StatusCount
from tests.conftest import Say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet", "clock")]


def housekeep(*arguments: str) -> dict[str, str]:
    out = StringIO()
    call_command("housekeep", *arguments, stdout=out)
    return dict(line.rsplit(": ", 1) for line in out.getvalue().splitlines())


@pytest.fixture
def old(say: Say, clock) -> None:
    CommentSettings.objects.create(spam_days=30, evidence_days=40)
    say("Fine")
    say("casino")
    StatusCount.objects.filter(status="published").update(comments=7)
    clock.shift(timedelta(days=41))


def test_everything_is_done_at_once(old: None) -> None:
    done = {what: number for what, number in housekeep().items() if number != "0"}
    assert done == {
        "days counted for good": "41",
        "networks in the numbers forgotten": "1",
        "spam deleted": "1",
        "what was sent to the checker forgotten": "1",
        "addresses of comments forgotten": "1",
        "counts mended": "1",
    }
    [comment] = Comment.objects.all()
    assert comment.address is None
    assert StatusCount.objects.get(status="published").comments == 1


def test_repeating_it_does_nothing(old: None) -> None:
    housekeep()
    assert set(housekeep().values()) == {"0"}


def test_a_dry_run_says_how_many_it_would_be_and_does_nothing(old: None) -> None:
    said = housekeep("--dry-run")
    assert said["spam deleted"] == "would be 1"
    assert said["addresses of comments forgotten"] == "would be 2"
    assert said["letters forgotten"] == "would be 0"
    assert said["days counted for good"] == "cannot be told beforehand"
    assert Comment.objects.filter(address__isnull=False).count() == 2
    assert StatusCount.objects.get(status="published").comments == 7
