"""Deciding in the queue: one, some, twice, too late, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from comments.models import Comment
from fitsite.accounts.models import User
from tests.comments.desk.conftest import QUEUE, Decide
from tests.conftest import Say

pytestmark = pytest.mark.django_db
VERBS = [("approve", "published"), ("mark_as_spam", "spam"), ("remove", "removed")]


@pytest.mark.parametrize(("verb", "status"), VERBS)
def test_a_button_decides_and_the_page_shows_what_was_decided(
    verb: str, status: str, say: Say, decide: Decide, browser: Client
) -> None:
    comment, other = say(), say()
    response = decide(verb, comment, query="tab=held")
    assert response["Location"] == f"{QUEUE}?tab=held&decided={comment.pk}"
    comment.refresh_from_db()
    assert comment.status == status
    page = browser.get(response["Location"]).content.decode()
    assert "Decided just now" in page
    assert page.index(f'id="comment-{comment.pk}"') < page.index(f'id="comment-{other.pk}"')
    assert f"1 comment {'approved' if verb == 'approve' else ''}" in page


@pytest.mark.parametrize(("verb", "status"), VERBS)
def test_a_decision_is_undone_minutes_later(
    verb: str, status: str, say: Say, by_script: Decide, clock: Any
) -> None:
    comment = say()
    by_script(verb, comment)
    comment.refresh_from_db()
    assert comment.status == status
    clock.shift(600)
    told = by_script("restore", comment)
    comment.refresh_from_db()
    assert comment.status == "held"
    assert told["said"] == "1 comment put back."


def test_a_script_gets_the_card_and_the_counts(say: Say, by_script: Decide) -> None:
    comment = say()
    told = by_script("approve", comment, query="tab=held")
    assert told["said"] == "1 comment approved."
    card = told["cards"][str(comment.pk)]
    assert "Approved by moderator" in card
    assert "card--decided" in card
    assert 'value="restore"' in card
    assert 'Published <span class="tabs__count">1</span>' in told["tabs"]


def test_some_at_once(say: Say, by_script: Decide) -> None:
    comments = [say() for _ in range(3)]
    comments[0].refresh_from_db()
    told = by_script("mark_as_spam", *comments)
    assert told["said"] == "3 comments put in Spam."
    assert set(Comment.objects.values_list("status", flat=True)) == {"spam"}


def test_a_second_moderator_is_told_who_was_first_and_may_still_disagree(
    say: Say, by_script: Decide, administrator: User
) -> None:
    comment = say()
    Comment.objects.get(pk=comment.pk).mark_as_spam(by=administrator)
    told = by_script("approve", comment)
    assert told["said"] == "0 comments approved. 1 left as they were."
    card = told["cards"][str(comment.pk)]
    assert "administrator has decided meanwhile: Marked as spam." in card
    assert f'value="{comment.pk}:1"' in card
    comment.refresh_from_db()
    assert comment.status == "spam"
    by_script("approve", comment)
    comment.refresh_from_db()
    assert comment.status == "published"


def test_one_of_several_that_was_decided_meanwhile_stops_only_itself(
    say: Say, by_script: Decide, administrator: User
) -> None:
    comments = [say() for _ in range(3)]
    Comment.objects.get(pk=comments[1].pk).approve(by=administrator)
    told = by_script("mark_as_spam", *comments)
    assert told["said"] == "2 comments put in Spam. 1 left as they were."
    statuses = Comment.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["spam", "published", "spam"]


def test_nobody_decides_on_words_they_have_not_seen(
    say: Say, by_script: Decide, browser: Client, clock: Any
) -> None:
    comment = say()
    seen_at = browser.get(QUEUE).context["seen_at"]
    clock.shift(60)
    comment.edit("Buy pills")
    told = by_script("approve", comment, seen_at=seen_at)
    assert "Its author has changed the text" in told["cards"][str(comment.pk)]
    comment.refresh_from_db()
    assert comment.status == "held"


def test_a_moderator_decides_on_the_text_that_they_have_just_changed(
    say: Say, by_script: Decide, browser: Client, moderator: User, clock: Any
) -> None:
    comment = say()
    clock.shift(60)
    comment.correct("In better words", by=moderator)
    by_script("approve", comment, seen_at=browser.get(QUEUE).context["seen_at"])
    comment.refresh_from_db()
    assert (comment.status, comment.body) == ("published", "In better words")


def test_what_its_author_withdrew_stays_away(say: Say, by_script: Decide) -> None:
    comment = say()
    Comment.objects.get(pk=comment.pk).withdraw()
    told = by_script("approve", comment)
    assert "Its author has decided meanwhile" in told["cards"][str(comment.pk)]


def test_what_is_gone_is_no_error(say: Say, by_script: Decide) -> None:
    comment = say()
    pk, comment.pk = comment.pk, comment.pk + 1000
    assert by_script("approve", comment)["said"] == "0 comments approved. 1 left as they were."
    assert Comment.objects.get(pk=pk).status == "held"


@pytest.mark.parametrize(
    "given",
    [
        {"verb": "delete"},
        {"verb": "erase"},
        {"verb": ""},
        {"comment": ["x:1"]},
        {"comment": ["1"]},
        {"comment": [f"{pk}:1" for pk in range(1, 502)]},
    ],
)
def test_other_words_are_refused(given: dict[str, Any], say: Say, decide: Decide) -> None:
    comment = say()
    assert decide("approve", comment, **given).status_code == 400
    comment.refresh_from_db()
    assert comment.status == "held"


def test_an_address_in_the_form_leads_nowhere_else(say: Say, decide: Decide) -> None:
    response = decide("approve", say(), query="tab=spam&next=//evil.example&author=a%26b")
    assert response["Location"].startswith(f"{QUEUE}?tab=spam&author=a%26b&decided=")


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_only_a_post_decides(method: str, browser: Client) -> None:
    assert getattr(browser, method)(f"{QUEUE}decide/").status_code == 405


def test_strangers_and_editors_decide_nothing(
    say: Say, client: Client, editor: User, signed_in: Callable[[User], Client]
) -> None:
    comment = say()
    given = {"verb": "approve", "comment": f"{comment.pk}:0"}
    assert client.post(f"{QUEUE}decide/", given).status_code == 302
    assert signed_in(editor).post(f"{QUEUE}decide/", given).status_code == 403
    comment.refresh_from_db()
    assert comment.status == "held"


def test_a_form_of_another_site_decides_nothing(say: Say, moderator: User) -> None:
    comment = say()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(moderator)
    given = {"verb": "approve", "comment": f"{comment.pk}:0"}
    assert browser.post(f"{QUEUE}decide/", given).status_code == 403
    comment.refresh_from_db()
    assert comment.status == "held"
