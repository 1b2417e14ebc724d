"""What the moderators' desk shows: every comment, why it stands as it does, and what is amiss."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import CommentSettings
from fitsite.accounts.models import User
from fitsite.worker.models import beat
from tests.comments.grow import Twig, grow
from tests.conftest import MakeArticle, Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

LINKS = " ".join(f"https://example.org/{at}" for at in range(5))


def test_the_list_shows_each_comment_with_its_state_and_the_reason(
    akismet: AkismetStandIn, say: Say, desk: Callable
) -> None:
    akismet.behave("body", body="false")
    say("Nothing wrong", name="Ada")
    say(f"Look {LINKS}", name="Grace")
    html = desk()
    for shown in ("Nothing wrong", "Ada", "Grace", "akismet: Not spam", "Not spam, but: 5 links"):
        assert shown in html
    assert "Waiting for a person (1)" in html
    assert "Published (1)" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "spam"}, ["casino"]),
        ({"status": "published"}, ["good", "better"]),
        ({"q": "better"}, ["better"]),
        ({"q": "grace@example.org"}, ["good"]),
        ({"q": "203.0.113.5"}, ["better"]),
        ({"status": "published", "q": "good"}, ["good"]),
        ({"status": "nonsense"}, []),
    ],
)
def test_the_list_is_narrowed_by_state_and_by_words(
    akismet: AkismetStandIn, say: Say, desk: Callable, query: dict[str, str], found: list[str]
) -> None:
    say("casino")
    say("good", email="grace@example.org")
    say("better", address="203.0.113.5")
    html = desk(**query)
    shown = [word for word in ("casino", "good", "better") if f">{word}</a>" in html]
    assert shown == found


def test_the_list_costs_the_same_however_much_there_is(
    make_article: MakeArticle, desk: Callable
) -> None:
    beat("worker")
    costs = []
    for size in (3, 120):
        grow(make_article(), [Twig(None, "spam")] * size)
        with CaptureQueriesContext(connection) as captured:
            desk()
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_a_comments_page_tells_its_whole_story(
    akismet: AkismetStandIn, say: Say, desk: Callable, moderator: User
) -> None:
    akismet.behave("status")
    comment = say("What <b>happened</b> here?", user_agent="Mozilla/5.0 (X11)")
    comment.mark_as_spam(by=moderator, why="An advertisement")
    html = desk(f"{comment.pk}/change/")
    for told in (
        "What &lt;b&gt;happened&lt;/b&gt; here?",
        "Received",
        "HTTP status 503",
        "An advertisement",
        "moderator",
        "comment_content",
        "Mozilla/5.0 (X11)",
    ):
        assert told in html
    for verb in ("approve", "hold", "mark_as_spam", "remove", "restore", "recheck"):
        assert f'name="verb" value="{verb}"' in html


@pytest.mark.parametrize("pk", ["999999", "nonsense", "9" * 30, "_41"])
def test_a_comment_that_is_not_there_has_no_page(
    say: Say, signed_in: Callable, moderator: User, pk: str
) -> None:
    say()
    response = signed_in(moderator).get(f"/admin/comments/comment/{pk}/change/")
    assert response.status_code in {302, 404}


def test_a_history_speaks_as_the_rest_of_the_desk_does(
    say: Say, moderator: User, signed_in: Callable
) -> None:
    CommentSettings.objects.create(holds="all", holds_only_logs=True)
    comment = say()
    browser = signed_in(moderator)
    page = browser.get(f"/admin/comments/comment/{comment.pk}/change/").text
    history = page[page.index("<h2>History") :]
    for words in ("Its author", "Rule: what waits", "Waiting for the spam check"):
        assert words in history
    for inner in (">unchecked<", ">held<", ">strangers<", ">hold<"):
        assert inner not in history
    assert "None was set up, so that a person decides." in history
    assert "somebody decided first" not in history


def test_undo_is_offered_where_a_person_has_changed_something(
    say: Say, moderator: User, signed_in: Callable
) -> None:
    comment = say()
    browser = signed_in(moderator)
    address = f"/admin/comments/comment/{comment.pk}/change/"
    assert "Undo the last change" not in browser.get(address).text
    comment.approve(by=moderator)
    assert "Undo the last change" in browser.get(address).text
