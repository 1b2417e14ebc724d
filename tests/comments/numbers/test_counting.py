"""What is counted of each day is what history says of it, whoever counts and however often."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from comments.models import Comment, DayTally, HistoryEntry, Numbers
from comments.numbers.counting import count_days, middle_of
from fitsite.accounts.models import User
from tests.comments.numbers.conftest import Counted, Held
from tests.comments.together import together
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet", "clock")]

A_DAY = timedelta(days=1)


def test_outcomes_are_counted_by_where_the_check_led(
    akismet: AkismetStandIn, held: Held, say: Say, counted: Counted
) -> None:
    say("Fine")
    say("Also fine")
    say("casino")
    held()
    akismet.behave("html", operation="comment-check")
    say("Not answered")
    assert counted("outcome") == {"received": 5, "published": 2, "spam": 1, "held": 1}


def test_verdicts_are_counted_whatever_our_rules_made_of_them(
    held: Held, say: Say, counted: Counted
) -> None:
    say("Fine")
    held()
    say("casino")
    assert counted("verdict") == {"ham": 2, "spam": 1}


def test_without_a_checker_there_are_no_verdicts(
    settings: Settings, say: Say, moderator: User, counted: Counted
) -> None:
    settings.COMMENT_CHECKER = "hold"
    say().mark_as_spam(by=moderator)
    assert counted("verdict") == {}
    assert counted("outcome") == {"received": 1, "held": 1}


def test_what_a_person_calls_spam_was_missed(say: Say, moderator: User, counted: Counted) -> None:
    say("Sly").mark_as_spam(by=moderator)
    assert counted("verdict") == {"ham": 1, "missed": 1}


def test_spam_that_a_person_publishes_was_a_false_alarm(
    say: Say, moderator: User, counted: Counted
) -> None:
    say("casino").approve(by=moderator)
    assert counted("verdict") == {"spam": 1, "false_alarm": 1}


def test_what_was_held_by_our_rules_and_is_spam_was_missed(
    held: Held, moderator: User, counted: Counted
) -> None:
    held().mark_as_spam(by=moderator)
    assert counted("verdict") == {"ham": 1, "missed": 1}


@pytest.mark.parametrize("verb", ["remove", "hold"])
def test_removing_and_holding_say_nothing_of_the_verdict(
    say: Say, moderator: User, counted: Counted, verb: str
) -> None:
    getattr(say("Rude"), verb)(by=moderator)
    getattr(say("casino"), verb)(by=moderator)
    assert counted("verdict") == {"ham": 1, "spam": 1}


@pytest.mark.parametrize(("text", "verb"), [("Fine", "mark_as_spam"), ("casino", "approve")])
def test_an_undo_takes_it_back_on_the_day_of_the_undo(
    say: Say, moderator: User, counted: Counted, clock, text: str, verb: str
) -> None:
    comment = say(text)
    first = counted("verdict")
    getattr(comment, verb)(by=moderator)
    assert counted("verdict") != first
    clock.shift(A_DAY)
    comment.restore(by=moderator)
    assert counted("verdict") == first
    assert -1 in counted("verdict", date(2026, 5, 21)).values()


def test_changing_ones_mind_again_counts_once(say: Say, moderator: User, counted: Counted) -> None:
    comment = say("Sly")
    for _ in range(3):
        comment.mark_as_spam(by=moderator)
        comment.approve(by=moderator)
    comment.mark_as_spam(by=moderator)
    assert counted("verdict") == {"ham": 1, "missed": 1}


def test_a_new_verdict_stands_for_itself(
    akismet: AkismetStandIn, say: Say, moderator: User, counted: Counted
) -> None:
    comment = say("Sly")
    comment.mark_as_spam(by=moderator)
    comment.recheck(by=moderator)
    check = comment.revisions.get().checks.latest("pk")
    assert check.claim()
    assert check.settle("spam")
    assert counted("verdict") == {"ham": 1, "spam": 1}


def test_decisions_are_counted_by_who_made_them(
    say: Say, moderator: User, administrator: User, counted: Counted
) -> None:
    for comment in (say(), say()):
        comment.hold(by=moderator)
    comment.approve(by=administrator)
    assert counted("decisions") == {str(moderator.pk): 2, str(administrator.pk): 1}


@pytest.mark.parametrize("decide", ["approve", "mark_as_spam"])
def test_an_undo_is_no_decision_and_what_was_undone_was_one(
    say: Say, moderator: User, administrator: User, counted: Counted, decide: str
) -> None:
    comment = say("casino" if decide == "approve" else "Fine")
    comment.hold(by=moderator)
    getattr(comment, decide)(by=moderator)
    comment.restore(by=administrator)
    assert comment.history.filter(why__startswith="Restored", actor=administrator).exists()
    assert counted("decisions") == {str(moderator.pk): 2}


def test_an_undo_that_has_it_checked_again_is_no_decision(
    say: Say, moderator: User, counted: Counted
) -> None:
    comment = say()
    comment.restore(by=moderator)
    assert comment.history.filter(actor=moderator, to_status="unchecked").exists()
    assert counted("decisions") == {}


def test_what_a_moderator_writes_is_no_decision(
    say: Say, moderator: User, counted: Counted
) -> None:
    assert say(user=moderator).is_published
    assert counted("decisions") == {}


@pytest.mark.parametrize("seconds", [0, 59, 600, 86_400, 30 * 86_400])
def test_the_time_that_a_comment_was_held_is_kept_within_five_percent(
    held: Held, moderator: User, counted: Counted, clock, seconds: int
) -> None:
    comment = held()
    clock.shift(seconds)
    comment.approve(by=moderator)
    [step] = counted("wait")
    assert middle_of(int(step)) == pytest.approx(max(seconds, 1), rel=0.05)


def test_only_what_was_held_has_waited(say: Say, moderator: User, counted: Counted, clock) -> None:
    comment = say("Fine")
    clock.shift(500)
    comment.mark_as_spam(by=moderator)
    assert counted("wait") == {}


def test_sources_of_spam_are_counted(say: Say, counted: Counted) -> None:
    link = "casino https://www.Cheap.example/now and https://cheap.example/again"
    say(link, email="a@spam.example", address="192.0.2.1", website="https://dear.example/")
    say("casino", email="b@spam.example", address="192.0.2.1")
    say("Fine https://fine.example/", email="c@fine.example", address="192.0.2.9")
    assert counted("network") == {"192.0.2.1": 2}
    assert counted("domain") == {"spam.example": 2}
    assert counted("host") == {"cheap.example": 1, "dear.example": 1}


def test_hosts_that_differ_only_at_their_far_end_stop_no_counting(
    say: Say, counted: Counted
) -> None:
    far = f"{'a' * 60}.{'b' * 60}"
    for end in ("one", "two"):
        say("casino", website=f"https://{far}.{end}.example/")
    assert counted("outcome") == {"received": 2, "spam": 2}
    assert counted("host") == {far[:100]: 2}


def test_what_is_not_spam_any_more_had_no_source(
    say: Say, moderator: User, counted: Counted
) -> None:
    say("casino").approve(by=moderator)
    assert counted("network") == {}


def test_the_site_itself_is_no_source(settings: Settings, say: Say, counted: Counted) -> None:
    settings.SITE_URL = "https://blog.example"
    say("casino https://blog.example/articles/one/")
    assert counted("host") == {}


def test_a_day_begins_at_midnight_of_the_sites_own_time(
    settings: Settings, say: Say, counted: Counted, clock
) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    clock.move_to("2026-05-20T11:59:00+00:00")
    say()
    clock.move_to("2026-05-20T12:01:00+00:00")
    say()
    assert counted("outcome", date(2026, 5, 20))["received"] == 1
    assert counted("outcome", date(2026, 5, 21))["received"] == 1


def test_counting_again_changes_nothing(say: Say, moderator: User, counted: Counted) -> None:
    say("casino").approve(by=moderator)
    say("Sly").mark_as_spam(by=moderator)
    count_days()
    before = list(DayTally.objects.order_by("what", "key").values("day", "what", "key", "number"))
    for _ in range(3):
        count_days()
    after = list(DayTally.objects.order_by("what", "key").values("day", "what", "key", "number"))
    assert after == before


def test_a_line_of_history_that_is_committed_late_counts(say: Say, counted: Counted, clock) -> None:
    comment = say("Fine")
    assert counted("outcome") == {"received": 1, "published": 1}
    late = {"comment": comment, "rule": "akismet", "why": "Late", "from_status": "unchecked"}
    HistoryEntry.objects.create(**late, to_status="spam", at=comment.created_at)
    assert counted("outcome") == {"received": 1, "published": 1, "spam": 1}


def test_a_day_is_final_some_time_after_it_is_over(say: Say, clock) -> None:
    say()
    count_days()
    assert Numbers.objects.get().open_since == date(2026, 5, 20)
    clock.move_to("2026-05-21T00:30:00+00:00")
    say()
    count_days()
    assert Numbers.objects.get().open_since == date(2026, 5, 20)
    clock.move_to("2026-05-21T01:00:00+00:00")
    count_days()
    assert Numbers.objects.get().open_since == date(2026, 5, 21)


def test_numbers_outlive_what_they_were_counted_from(say: Say, counted: Counted, clock) -> None:
    say("casino")
    clock.shift(3 * A_DAY)
    before = counted("outcome")
    Comment.objects.all().delete()
    assert counted("outcome") == before == {"received": 1, "spam": 1}


def test_a_site_with_years_of_history_catches_up(say: Say, counted: Counted, clock) -> None:
    say()
    clock.shift(120 * A_DAY)
    rounds = 0
    while count_days():
        rounds += 1
    assert rounds == 3
    assert counted("outcome") == {"received": 1, "published": 1}


def test_a_clock_that_was_years_ahead_ends_no_days_to_come(
    say: Say, counted: Counted, clock
) -> None:
    say()
    clock.shift(60 * A_DAY)
    while count_days():
        pass
    clock.shift(-59 * A_DAY)
    say()
    assert counted("outcome")["received"] == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_count_nothing_twice(say: Say, counted: Counted, clock) -> None:
    say()
    say("casino")
    clock.shift(2 * A_DAY)
    together(count_days, count_days, count_days)
    assert counted("outcome") == {"received": 2, "published": 1, "spam": 1}
