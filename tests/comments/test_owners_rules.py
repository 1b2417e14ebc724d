"""What the owner sets has its effect: on what is taken, on what is shown, and at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from comments.models import Comment, CommentSettings
from comments.own_link import own_link
from tests.comments.grow import Twig, grow
from tests.conftest import MakeArticle, Say
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]

DAY = 24 * 3600


def decide(**given: object) -> None:
    CommentSettings.objects.update_or_create(only=True, defaults=given)


def links(number: int) -> str:
    return " ".join(f"https://example.org/{at}" for at in range(number))


@pytest.mark.parametrize(("number", "status"), [(1, 302), (2, 409)])
def test_the_owner_says_how_many_links_are_too_many(
    post: Callable, number: int, status: int
) -> None:
    decide(links_hold=0, links_refuse=1)
    assert post(body=links(number)).status_code == status


def test_the_owner_says_how_many_links_make_a_comment_wait(
    akismet: AkismetStandIn, post: Callable
) -> None:
    akismet.behave("body", body="false")
    decide(links_hold=0)
    post(body=links(1))
    assert Comment.objects.get().status == "held"


def test_an_edit_meets_the_same_limit(say: Say, akismet: AkismetStandIn, client: Client) -> None:
    address = f"{own_link(say('First'))}edit/"
    decide(links_hold=0, links_refuse=1)
    refused = client.post(address, {"body": links(2)})
    assert refused.status_code == 422
    assert "1 links at most; this one has 2" in refused.text
    assert "https://example.org/1" in refused.text


@pytest.mark.parametrize(
    ("limit", "same"),
    [
        ("email_per_minute", {"email": "ada@example.org"}),
        ("email_per_hour", {"email": "ada@example.org"}),
        ("network_per_minute", {"address": "203.0.113.9"}),
        ("network_per_hour", {"address": "203.0.113.9"}),
        ("article_per_minute", {}),
    ],
)
def test_the_owner_says_how_many_comments_fit_into_a_time(
    post: Callable, clock, limit: str, same: dict[str, str]
) -> None:
    decide(**{limit: 2})
    assert [post(**same).status_code for _ in range(3)] == [302, 302, 429]
    decide(**{limit: 0})
    assert post(**same).status_code == 302


def test_a_crowd_on_one_article_leaves_room_on_the_others(
    post: Callable, clock, make_article: MakeArticle
) -> None:
    decide(article_per_minute=2)
    answers = [post(body=f"Number {at}") for at in range(3)]
    assert "again in 60 seconds" in answers[-1].text
    assert "Number 2" in answers[-1].text
    assert post(make_article()).status_code == 302
    clock.shift(60)
    assert post().status_code == 302


@pytest.mark.parametrize(
    ("owners", "hosts", "status"),
    [
        (None, True, "removed"),
        (None, False, "spam"),
        (True, False, "removed"),
        (False, True, "spam"),
    ],
)
def test_the_owner_says_whether_blatant_spam_is_discarded(
    settings: Settings, post: Callable, owners: bool | None, hosts: bool, status: str
) -> None:
    settings.AKISMET_DISCARD = hosts
    decide(discards=owners)
    post(body="blatant advertisement")
    comment = Comment.objects.get()
    assert comment.status == status
    assert ("discarded" in comment.history.latest("pk").why) == (status == "removed")


@pytest.mark.parametrize(
    ("own", "later", "status"),
    [(None, 13, 302), (None, 14, 409), (20, 14, 302), (20, 20, 409), (9999, 400, 302), (1, 2, 409)],
)
def test_comments_close_after_the_owners_days_unless_the_article_says_otherwise(
    post: Callable, make_article: MakeArticle, clock, own: int | None, later: int, status: int
) -> None:
    decide(close_after_days=14)
    article = make_article(comments_close_after=own)
    clock.shift(later * DAY)
    response = post(article, body="My words")
    assert response.status_code == status
    if status == 409:
        assert "Comments on this article are closed." in response.text
        assert "My words" in response.text


def test_a_closed_thread_offers_no_way_to_answer(
    say: Say, read: Callable, client: Client, clock
) -> None:
    parent = say()
    reply = f"/comments/{parent.pk}/reply/"
    assert "data-reply-to" in read()
    assert "<form" in client.get(reply).text
    decide(close_after_days=1)
    clock.shift(DAY)
    assert "data-reply-to" not in read()
    assert "Leave a Reply" not in read()
    assert "<form" not in client.get(reply).text


def test_a_thread_is_as_deep_as_the_owner_wants(
    say: Say, post: Callable, read: Callable, client: Client
) -> None:
    root = say("Root")
    reply = say("Reply", parent=root)
    decide(depth=1)
    response = post(parent=reply.pk, body="Too deep")
    assert response.status_code == 409
    assert "as deep as it goes" in response.text
    assert "Too deep" in response.text
    assert post(parent=root.pk).status_code == 302
    assert re.findall(r'data-reply-to="(\d+)"', read()) == [str(root.pk)]
    page = client.get(f"/comments/{reply.pk}/reply/").text
    assert "as deep as it goes" in page
    assert "<form" not in page


def test_nobody_replies_where_the_owner_wants_no_levels(
    say: Say, post: Callable, read: Callable
) -> None:
    root = say()
    decide(depth=0)
    assert post(parent=root.pk).status_code == 409
    assert post().status_code == 302
    assert "data-reply-to" not in read()


def test_what_is_deeper_already_stays(say: Say, read: Callable) -> None:
    say("Deep reply", parent=say("Root"))
    decide(depth=0)
    assert "Deep reply" in read()


def anchors(html: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'id="comment-(\d+)"', html)]


def test_readers_see_the_owners_order_first_and_the_other_a_link_away(
    make_article: MakeArticle, read: Callable
) -> None:
    article = make_article()
    first, second = (comment.pk for comment in grow(article, [Twig(), Twig()]))
    address = article.get_absolute_url()
    decide(order="newest")
    html = read(address)
    assert anchors(html) == [second, first]
    assert re.findall(r'aria-current="true">(\w+) first', html) == ["Newest"]
    assert f'href="{address}#comments"' in html
    assert f'href="{address}?order=oldest#comments"' in html
    assert anchors(read(f"{address}?order=oldest")) == [first, second]
    assert anchors(read(f"{address}?order=newest")) == [second, first]


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_permalinks_lead_to_a_page_in_the_owners_order_that_has_the_comment(
    make_article: MakeArticle, order: str
) -> None:
    decide(order=order)
    article = make_article()
    grown = grow(article, [Twig(at // 7 * 7 if at % 7 else None) for at in range(140)])
    for comment in grown[::6]:
        response = Client().get(comment.get_absolute_url(), follow=True)
        [(place, _)] = response.redirect_chain
        assert "order=" not in place
        assert comment.pk in anchors(response.text)


@pytest.mark.parametrize("order", ["oldest", "newest"])
@pytest.mark.parametrize("query", ["", "?order=oldest", "?order=newest"])
def test_pages_in_any_order_show_every_comment_once(
    make_article: MakeArticle, read: Callable, order: str, query: str
) -> None:
    decide(order=order)
    article = make_article()
    grown = [comment.pk for comment in grow(article, [Twig()] * 120)]
    address, seen = f"{article.get_absolute_url()}{query}", list[int]()
    while address:
        html = read(address)
        seen += anchors(html)
        further = re.search(r'rel="next" href="([^"#]+)', html)
        address = further[1].replace("&amp;", "&") if further else ""
    is_newest = (query or order).endswith("newest")
    assert seen == (grown[::-1] if is_newest else grown)


def test_the_owners_settings_cost_a_page_no_query(make_article: MakeArticle) -> None:
    article = make_article()
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            Client().get(article.get_absolute_url())
        costs.append(len(asked))
        assert len([each for each in asked if "comments_commentsettings" in each["sql"]]) == 1
        decide(order="newest", depth=1, close_after_days=9)
    assert costs[0] == costs[1]


def test_every_rule_finds_what_it_needs_by_index(post: Callable) -> None:
    post(email="ada@example.org")
    with CaptureQueriesContext(connection) as asked:
        post(email="ada@example.org", body="Something else")
    if connection.vendor != "sqlite":
        return
    [counting] = [each["sql"] for each in asked if '"created_at" >' in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {counting}")
        plan = [row[-1] for row in cursor.fetchall()]
    assert [step for step in plan if "comments_pace_" in step]
    assert [step for step in plan if step.startswith("SCAN comments_comment")] == []
    assert [step for step in plan if "TEMP B-TREE" in step] == []


def test_the_rules_ask_everything_in_one_query(post: Callable) -> None:
    with CaptureQueriesContext(connection) as asked:
        post()
    ours = [each["sql"] for each in asked if each["sql"].startswith("SELECT")]
    assert len([sql for sql in ours if '"comments_commentsettings"' in sql]) == 1
    assert len([sql for sql in ours if '"created_at" >' in sql]) == 1
