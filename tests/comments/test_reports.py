"""A reader reports a comment: moderators hear of it, the checker does not, nothing is hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, Settings
from time_machine import TimeMachineFixture

from articles.models import Article
from comments import retention
from comments.models import Comment, HistoryEntry, Report
from comments.models.report import PACE
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.pressing import press
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

DESK = "/admin/comments/comment/"
GIVEN = {"reason": "spam", "words": "Look at the link."}


@pytest.fixture
def comment(akismet: AkismetStandIn, say: Say) -> Comment:
    return say("A fine day for a walk.")


def report(comment: Comment, network: str = "198.51.100.7", **given: str) -> Any:
    address = f"/comments/{comment.pk}/report/"
    return Client(REMOTE_ADDR=network).post(address, GIVEN | given)


def test_a_report_is_taken_and_the_reader_is_thanked(comment: Comment, client: Client) -> None:
    shown = client.get(f"/comments/{comment.pk}/report/")
    assert "A fine day for a walk." in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    answer = report(comment)
    assert answer.status_code == 302
    assert "Thank you" in client.get(answer.headers["Location"]).text
    taken = Report.objects.get()
    assert (taken.comment, taken.reason, taken.words) == (comment, "spam", "Look at the link.")


def test_every_comment_leads_there(comment: Comment, article: Article, client: Client) -> None:
    shown = client.get(article.get_absolute_url()).text
    assert f'href="/comments/{comment.pk}/report/"' in shown


def test_a_report_hides_nothing_and_asks_the_checker_nothing(
    comment: Comment, akismet: AkismetStandIn
) -> None:
    before = len(akismet.requests)
    for number in range(5):
        report(comment, network=f"198.51.100.{number}")
    comment.refresh_from_db()
    assert comment.status == "published"
    assert len(akismet.requests) == before
    assert not comment.feedback.exists()


def test_readers_do_not_see_that_somebody_reported(
    comment: Comment, article: Article, client: Client
) -> None:
    before = client.get(article.get_absolute_url()).content
    report(comment)
    assert client.get(article.get_absolute_url()).content == before


def test_of_one_network_the_first_counts_and_all_are_thanked(comment: Comment) -> None:
    answers = [report(comment), report(comment, reason="other"), report(comment, "198.51.100.8")]
    assert {answer.headers["Location"] for answer in answers} == {
        f"/comments/{comment.pk}/report/thanks/"
    }
    assert [report.reason for report in Report.objects.order_by("pk")] == ["spam", "spam"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"reason": ""}, "Choose a reason first."),
        ({"reason": "because"}, "Select a valid choice"),
        ({"words": "x" * 501}, "at most 500"),
        ({"words": "nul\0"}, "Null characters are not allowed"),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(
    comment: Comment, given: dict[str, str], told: str
) -> None:
    answer = report(comment, **given)
    assert answer.status_code == 422
    assert told in answer.text
    assert given.get("words", GIVEN["words"])[:20].replace("\0", "") in answer.text.replace(
        "\0", ""
    )
    assert not Report.objects.exists()


def test_many_reports_at_once_from_one_network_are_refused_for_a_while(
    akismet: AkismetStandIn, say: Say, clock: TimeMachineFixture
) -> None:
    window, limit = PACE
    for number in range(limit):
        assert report(say(f"Comment {number}")).status_code == 302
    late = say("One more")
    answer = report(late)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) == window.total_seconds()
    assert "Look at the link." in answer.text
    assert report(late, "198.51.100.8").status_code == 302
    clock.shift(window.total_seconds())
    assert report(late).status_code == 302


@pytest.mark.parametrize("verb", ["hold", "mark_as_spam", "remove"])
def test_what_is_not_public_cannot_be_reported(
    comment: Comment, moderator: User, verb: str, client: Client
) -> None:
    getattr(comment, verb)(by=moderator)
    assert client.get(f"/comments/{comment.pk}/report/").status_code == 404
    assert report(comment).status_code == 404


def test_a_comment_under_a_withdrawn_article_cannot_be_reported(
    comment: Comment, article: Article
) -> None:
    article.withdraw()
    assert report(comment).status_code == 404


def test_a_comment_that_never_was_cannot_be_reported(client: Client) -> None:
    assert client.get("/comments/999999/report/").status_code == 404
    assert client.post("/comments/999999/report/", GIVEN).status_code == 404


def test_another_site_cannot_report_in_a_readers_name(comment: Comment) -> None:
    address = f"/comments/{comment.pk}/report/"
    answer = Client().post(address, GIVEN, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not Report.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(comment: Comment, method: str, client: Client) -> None:
    assert getattr(client, method)(f"/comments/{comment.pk}/report/").status_code == 405


@pytest.mark.parametrize("verb", ["hold", "mark_as_spam", "remove"])
def test_deciding_over_the_comment_deals_with_its_reports(
    comment: Comment, moderator: User, verb: str
) -> None:
    report(comment)
    getattr(comment, verb)(by=moderator)
    assert Report.objects.get().resolved_by == moderator
    assert not Report.objects.open().exists()


def test_reports_end_when_the_author_takes_the_comment_away(comment: Comment) -> None:
    report(comment)
    comment.withdraw()
    assert not Report.objects.open().exists()


def test_dismissing_leaves_the_comment_and_writes_history(
    comment: Comment, moderator: User
) -> None:
    report(comment)
    assert comment.dismiss_reports(by=moderator)
    assert not comment.dismiss_reports(by=moderator)
    comment.refresh_from_db()
    assert comment.status == "published"
    assert HistoryEntry.objects.filter(comment=comment).latest("pk").why == "Reports dismissed"
    assert report(comment).status_code == 302
    assert Report.objects.open().count() == 1


def test_approving_what_is_published_finds_its_reports_to_be_nothing(
    comment: Comment, moderator: User
) -> None:
    report(comment)
    assert comment.approve(by=moderator)
    assert not comment.approve(by=moderator)
    assert not Report.objects.open().exists()
    assert comment.history.latest("pk").why == "Reports dismissed"


def test_dismissed_reports_are_opened_again_but_one_of_each_network(
    comment: Comment, moderator: User
) -> None:
    for network in ("198.51.100.7", "198.51.100.8"):
        report(comment, network)
    comment.dismiss_reports(by=moderator)
    report(comment, "198.51.100.7", reason="insult")
    assert comment.restore(by=moderator)
    comment.refresh_from_db()
    assert comment.status == "published"
    opened = Report.objects.open().values_list("network", "reason")
    assert set(opened) == {("198.51.100.7", "insult"), ("198.51.100.8", "spam")}


def test_the_desk_shows_what_was_reported_and_dismisses_it(
    comment: Comment, say: Say, moderator: User, signed_in: Callable[[User], Client]
) -> None:
    other = say("Nobody minds this one.")
    report(comment)
    report(comment, "198.51.100.8", reason="insult", words="<b>rude</b>")
    browser = signed_in(moderator)
    listed = browser.get(DESK, {"reports": "open"}).text
    assert "A fine day for a walk." in listed
    assert other.body not in listed
    shown = browser.get(f"{DESK}{comment.pk}/change/").text
    assert "It insults or threatens somebody" in shown
    assert "&lt;b&gt;rude&lt;/b&gt;" in shown
    press(browser, f"{DESK}{comment.pk}/change/", "Dismiss the reports")
    assert not Report.objects.open().exists()


def test_an_editor_cannot_dismiss_reports(
    comment: Comment, editor: User, signed_in: Callable[[User], Client]
) -> None:
    report(comment)
    answer = signed_in(editor).post(f"{DESK}{comment.pk}/decide/", {"verb": "dismiss_reports"})
    assert answer.status_code == 403
    assert Report.objects.open().exists()


def test_the_list_costs_the_same_however_much_is_reported(
    akismet: AkismetStandIn,
    say: Say,
    moderator: User,
    signed_in: Callable[[User], Client],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = signed_in(moderator)
    browser.get(DESK)
    report(say("The first."))
    with CaptureQueriesContext(connection) as few:
        browser.get(DESK)
        cost = len(few)
    for number in range(6):
        report(say(f"Comment {number}"))
    with django_assert_num_queries(cost):
        browser.get(DESK)


def test_by_whom_is_forgotten_in_time(
    comment: Comment, settings: Settings, clock: TimeMachineFixture
) -> None:
    report(comment)
    clock.shift((settings.EVIDENCE_DAYS + 1) * 24 * 3600)
    retention.forget()
    assert Report.objects.get().network == ""
    assert Report.objects.get().words == "Look at the link."


def test_erasing_a_comment_forgets_what_was_said_of_it(comment: Comment) -> None:
    report(comment)
    comment.erase()
    assert Report.objects.get().words == ""
