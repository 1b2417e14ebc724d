"""What the desk does in bulk, and what it shows, from a command line."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from comments.models import Check, Comment, CommentSettings, HistoryEntry
from comments.numbers.counting import count_days
from fitsite.accounts.models import User
from tests.conftest import MakeArticle, Say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet", "clock")]

Run = Callable[..., str]


@pytest.fixture
def run() -> Run:
    """What a command prints."""

    def run(*arguments: str) -> str:
        out = StringIO()
        call_command(*arguments, stdout=out)
        return out.getvalue()

    return run


# --- Check again. ---


@pytest.fixture
def recheck(run: Run, moderator: User) -> Run:
    """Without a pause, in a moderator's name."""
    return lambda *given: run(
        "recheck_comments", "--by", moderator.username, "--per-minute", "0", *given
    )


def statuses() -> list[str]:
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def test_what_was_held_is_sent_again_in_a_moderators_name(
    say: Say, moderator: User, recheck: Run
) -> None:
    for comment in (say(), say()):
        comment.hold(by=moderator)
    say()
    assert recheck() == "Sent to be checked again: 2.\n"
    assert statuses() == ["unchecked", "unchecked", "published"]
    assert Check.objects.due().count() == 2
    assert HistoryEntry.objects.filter(actor=moderator, to_status="unchecked").count() == 2


def test_it_is_narrowed_by_state_article_and_age(
    say: Say, make_article: MakeArticle, recheck: Run, clock
) -> None:
    say("casino")
    clock.shift(timedelta(days=10))
    say("casino")
    other = make_article(slug="other")
    say("casino", article=other)
    assert recheck("--state", "held") == "Sent to be checked again: 0.\n"
    assert recheck("--state", "spam", "--article", "other") == ("Sent to be checked again: 1.\n")
    assert statuses() == ["spam", "spam", "unchecked"]
    recheck("--state", "spam", "--older-than", "5")
    assert statuses() == ["unchecked", "spam", "unchecked"]
    recheck("--state", "spam", "--newer-than", "5")
    assert statuses() == ["unchecked"] * 3


def test_it_goes_on_where_it_was_stopped(say: Say, recheck: Run) -> None:
    first, second = say("casino"), say("casino")
    assert second.pk > first.pk
    recheck("--state", "spam", "--after", str(first.pk))
    assert statuses() == ["spam", "unchecked"]
    recheck("--state", "spam")
    assert statuses() == ["unchecked", "unchecked"]


def test_what_cannot_be_asked_any_more_is_left_and_told(say: Say, recheck: Run) -> None:
    say("casino")
    Check.objects.update(fields={})
    assert recheck("--state", "spam") == ("Sent to be checked again: 0. Left as they were: 1.\n")
    assert statuses() == ["spam"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "nobody"], "Nobody called nobody may decide"),
        (["--by", "editor"], "Nobody called editor may decide"),
        (["--by", "moderator", "--article", "none"], "no article with the slug none"),
        (["--by", "moderator", "--per-minute", "-1"], "--per-minute is a number"),
        (["--by", "moderator", "--state", "unchecked"], "invalid choice"),
        ([], "--by"),
    ],
)
def test_a_mistake_is_explained_in_a_sentence(
    run: Run, moderator: User, editor: User, arguments: list[str], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        run("recheck_comments", *arguments)


def test_without_a_checker_nothing_is_sent(settings: Settings, say: Say, recheck: Run) -> None:
    say("casino")
    settings.COMMENT_CHECKER = "hold"
    with pytest.raises(CommandError, match="AKISMET_API_KEY"):
        recheck("--state", "spam")
    assert statuses() == ["spam"]


# --- Delete spam. ---


def test_spam_is_deleted_at_once_by_the_days_that_are_asked_for(say: Say, run: Run, clock) -> None:
    for _ in range(3):
        say("casino")
    clock.shift(timedelta(days=5))
    assert run("purge_spam") == "Deleted: 0.\n"
    assert run("purge_spam", "--days", "4", "--dry-run") == "Would be deleted: 3.\n"
    assert Comment.objects.count() == 3
    assert run("purge_spam", "--days", "4") == "3 so far …\nDeleted: 3.\n"
    assert run("purge_spam", "--days", "4") == "Deleted: 0.\n"


def test_a_site_that_keeps_its_spam_must_be_told_how_old_it_may_get(say: Say, run: Run) -> None:
    CommentSettings.objects.create(spam_days=None)
    with pytest.raises(CommandError, match="Say with --days"):
        run("purge_spam")
    with pytest.raises(CommandError, match="for a day at least"):
        run("purge_spam", "--days", "0")


# --- Numbers. ---


def test_the_numbers_are_printed_for_people(say: Say, moderator: User, run: Run) -> None:
    say("casino")
    say("Sly").mark_as_spam(by=moderator)
    count_days()
    said = run("comment_stats", "--days", "7")
    assert "right percent: 50.0" in said
    assert "Decisions by moderator" in said
    assert "moderator          1" in said


def test_the_numbers_are_printed_for_programs(say: Say, moderator: User, run: Run) -> None:
    say("casino").approve(by=moderator)
    count_days()
    found = json.loads(run("comment_stats", "--days", "7", "--json"))
    assert found["verdicts"] == 1
    assert found["tables"]["moderators"] == [{"Moderator": "moderator", "Decisions": 1}]
    assert found["tables"]["outcomes"][-1]["Spam"] == 1
    assert len(found["tables"]["outcomes"]) == 7


def test_only_the_pages_ranges_can_be_asked_for(run: Run) -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        run("comment_stats", "--days", "31")


# --- Export. ---


def exported(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_all_comments_are_exported_with_threads_states_and_history(
    say: Say, moderator: User, run: Run
) -> None:
    above = say("Über alles\nzwei Zeilen")
    say("An answer", parent=above)
    say("casino").approve(by=moderator)
    first, second, third = exported(run("export_comments"))
    assert first["body"] == "Über alles\nzwei Zeilen"
    assert (second["parent"], second["root"], second["depth"]) == (first["id"], first["id"], 1)
    assert (third["state"], third["rests_on"]) == ("published", "person")
    assert [(entry["to"], entry["by"]) for entry in third["history"]] == [
        ("unchecked", None),
        ("spam", None),
        ("published", "moderator"),
    ]
    assert third["checks"][0]["verdict"] == "spam"


def test_addresses_are_exported_only_when_asked_for(say: Say, run: Run) -> None:
    say(email="peculiar@example.org", address="192.0.2.77", user_agent="Mozilla (peculiar)")
    plain = run("export_comments")
    for trace in ("peculiar", "192.0.2.77"):
        assert trace not in plain
    [comment] = exported(run("export_comments", "--with-addresses"))
    assert comment["email"] == "peculiar@example.org"
    assert comment["address"] == "192.0.2.77"
    assert comment["browser"] == "Mozilla (peculiar)"


def test_one_article_is_exported_into_a_file(
    say: Say, make_article: MakeArticle, run: Run, tmp_path: Path
) -> None:
    say("Here")
    say("There", article=make_article(slug="other"))
    target = tmp_path / "comments.jsonl"
    assert run("export_comments", "--article", "other", "--output", str(target)) == ""
    assert [comment["body"] for comment in exported(target.read_text())] == ["There"]


@pytest.mark.parametrize("was_there", [False, True])
def test_nobody_but_its_owner_reads_the_file(
    was_there: bool, say: Say, run: Run, tmp_path: Path
) -> None:
    say(email="peculiar@example.org")
    target = tmp_path / "comments.jsonl"
    if was_there:
        target.write_text("An older one")
        target.chmod(0o644)
    run("export_comments", "--with-addresses", "--output", str(target))
    assert "peculiar@example.org" in target.read_text()
    assert "older" not in target.read_text()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_what_cannot_be_exported_is_explained(say: Say, run: Run, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no article with the slug none"):
        run("export_comments", "--article", "none")
    with pytest.raises(CommandError, match="cannot be written"):
        run("export_comments", "--output", str(tmp_path / "no" / "file"))


def test_exporting_asks_the_same_number_of_questions_for_each_batch(say: Say, run: Run) -> None:
    costs = []
    for _ in range(2):
        for _ in range(4):
            say()
        with CaptureQueriesContext(connection) as captured:
            run("export_comments")
        costs.append(len(captured))
    assert costs[0] == costs[1]
