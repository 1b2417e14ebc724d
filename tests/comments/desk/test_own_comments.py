"""Authors who decide about comments under their own articles, where the site lets them (CM50)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Author
from comments.models import Block, Campaign, Comment, RuleTally
from fitsite.accounts.models import User
from tests.comments.desk.conftest import QUEUE
from tests.conftest import MakeArticle, Say

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/comment/"


@pytest.fixture
def author(author: User) -> User:
    """One who decides about comments under their own articles."""
    right = Permission.objects.get(codename="moderate_own_articles")
    Group.objects.get(name="Authors").permissions.add(right)
    return author


@pytest.fixture
def own(author: User, make_article: MakeArticle) -> Article:
    """An article that bears their name."""
    return make_article(title="Mine", author_ids=[Author.objects.of(author).pk])


@pytest.fixture
def mine(own: Article, say: Say) -> Comment:
    """A comment under it."""
    return say("Under mine", article=own, email="kim@example.com", address="10.9.8.7")


@pytest.fixture
def others(mine: Comment, say: Say) -> Comment:
    """A comment elsewhere, that came later."""
    return say("Under another")


@pytest.fixture
def browser(author: User, signed_in: Callable[[User], Client]) -> Client:
    """The author's."""
    return signed_in(author)


def test_nobody_may_at_first(db: None) -> None:
    given = Group.objects.filter(permissions__codename="moderate_own_articles")
    assert [group.name for group in given] == ["Administrators"]


def test_the_queue_shows_and_counts_theirs_alone(
    browser: Client, mine: Comment, others: Comment
) -> None:
    for tab in ("held", "all"):
        page = browser.get(f"{QUEUE}?tab={tab}").text
        assert re.findall(r'id="comment-(\d+)"', page) == [str(mine.pk)]
        counts = re.findall(r'tab=(?:held|all)"[^>]*>[^<]*<span class="tabs__count">(\d+)<', page)
        assert counts == ["1", "1"]
    page = browser.get(f"{QUEUE}?tab=all&decided={others.pk}").text
    assert "Under another" not in page
    fresh = browser.get(f"{QUEUE}fresh/?tab=held&after=0").json()
    assert fresh["fresh"] == 1


def test_what_is_theirs_is_counted_to_the_end(
    browser: Client,
    mine: Comment,
    own: Article,
    say: Say,
    author: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("comments.desk.tabs.COUNT_UP_TO", 1)
    say(article=own)
    for comment in (say(article=own), say(article=own)):
        comment.mark_as_spam(by=author)
    counted = {tab.tab.name: tab.shown for tab in browser.get(QUEUE).context["tabs"]}
    assert (counted["held"], counted["spam"], counted["all"]) == ("2", "2", "4")


def test_they_decide_theirs_alone(browser: Client, mine: Comment, others: Comment) -> None:
    chosen = [f"{comment.pk}:0" for comment in (mine, others)]
    headers = {"Accept": "application/json"}
    told = browser.post(
        f"{QUEUE}decide/", {"verb": "approve", "comment": chosen}, headers=headers
    ).json()
    assert told["said"] == "1 comment approved. 1 left as they were."
    assert list(told["cards"]) == [str(mine.pk)]
    assert "Under another" not in str(told)
    others.refresh_from_db()
    assert others.status == "held"


def test_in_the_list_and_on_its_pages_others_are_not_found(
    browser: Client, mine: Comment, others: Comment
) -> None:
    page = browser.get(LIST).text
    assert "Under mine" in page
    assert "Under another" not in page
    assert "Under another" not in browser.get(f"{LIST}?q=another").text
    for path in ("change/", "history/", "delete/"):
        assert browser.get(f"{LIST}{others.pk}/{path}").status_code == 404
    assert browser.post(f"{LIST}{others.pk}/decide/", {"verb": "approve"}).status_code == 404
    assert 'name="verb"' in browser.get(f"{LIST}{mine.pk}/change/").text
    assert browser.post(f"{LIST}{mine.pk}/decide/", {"verb": "approve"}).status_code == 302
    chosen = {"action": "mark_as_spam", "_selected_action": [mine.pk, others.pk]}
    browser.post(LIST, chosen)
    statuses = {comment.pk: comment.status for comment in Comment.objects.all()}
    assert statuses == {mine.pk: "spam", others.pk: "held"}


def test_whoever_sees_all_and_decides_some_has_buttons_where_they_count(
    author: User, browser: Client, mine: Comment, others: Comment
) -> None:
    author.user_permissions.add(Permission.objects.get(codename="view_comment"))
    assert "Under another" in browser.get(LIST).text
    page = browser.get(f"{LIST}{others.pk}/change/")
    assert page.status_code == 200
    assert 'name="verb"' not in page.text
    assert browser.post(f"{LIST}{others.pk}/decide/", {"verb": "approve"}).status_code == 404
    browser.post(LIST, {"action": "approve", "_selected_action": [mine.pk, others.pk]})
    assert set(Comment.objects.filter(status="published")) == {mine}
    assert "Under another" not in browser.get(f"{QUEUE}?tab=all").text


def test_the_way_into_the_queue_is_shown_to_whoever_may_go_it(
    author: User, browser: Client, editor: User, signed_in: Callable[[User], Client]
) -> None:
    assert f'href="{QUEUE}"' in browser.get("/admin/").text
    assert f'href="{QUEUE}"' not in signed_in(editor).get("/admin/").text
    assert signed_in(editor).get(QUEUE).status_code == 403


def test_an_article_that_changes_hands_takes_its_comments_along(
    browser: Client, mine: Comment, own: Article
) -> None:
    own.publish(own.revise(title="Mine", slug="mine", body="x", author_ids=[]))
    assert "Under mine" not in browser.get(f"{QUEUE}?tab=all").text
    assert browser.post(f"{LIST}{mine.pk}/decide/", {"verb": "approve"}).status_code == 404


def test_what_a_filter_finds_under_theirs_is_read_page_by_page(
    browser: Client,
    own: Article,
    say: Say,
    moderator: User,
    others: Comment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("comments.desk.reading.LOOKED_THROUGH", 6)
    campaign = Campaign.objects.create(first_at=others.created_at, last_at=others.created_at)
    wanted = []
    for number in range(20):
        comment = say(article=own)
        if number % 4 == 0:
            comment.approve(by=moderator)
            wanted.append(str(comment.pk))
    Comment.objects.filter(pk__in=[*wanted, others.pk]).update(campaign=campaign)
    others.approve(by=moderator)
    for query in ("reason=person", f"campaign={campaign.pk}", f"reason=person&article={own.pk}"):
        assert _read_through(browser, f"{QUEUE}?tab=all&{query}") == wanted[::-1]


def _read_through(browser: Client, address: str) -> list[str]:
    """The comments on all pages, one after the other."""
    found: list[str] = []
    before = "-"
    while before:
        page = browser.get(f"{address}&before={before}").text
        found += re.findall(r'id="comment-(\d+)"', page)
        further = re.search(r"before=([\d-]+)", page)
        before = further[1] if further else ""
    return found


@pytest.mark.parametrize("how_many", [1, 12])
def test_it_costs_the_same_however_many_there_are(
    how_many: int, browser: Client, say: Say, own: Article, django_assert_num_queries: Any
) -> None:
    for _ in range(how_many):
        say(article=own)
        say()
    browser.get(QUEUE)
    with django_assert_num_queries(19):
        browser.get(QUEUE)


def test_a_rule_that_refuses_their_answer_has_caught_it(
    browser: Client, mine: Comment, moderator: User
) -> None:
    block = Block.objects.put("word", "casino", by=moderator, effect="refuse")
    response = browser.post(f"{QUEUE}{mine.pk}/answer/", {"body": "To the casino"})
    assert response.status_code == 422
    assert not Comment.objects.filter(parent=mine).exists()
    assert RuleTally.objects.get(rule=block.rule).caught == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_rule_finds_in_their_answer_is_counted_when_the_transaction_is_over(
    browser: Client, mine: Comment, moderator: User
) -> None:
    block = Block.objects.put("word", "casino", by=moderator)
    with CaptureQueriesContext(connection) as asked:
        browser.post(f"{QUEUE}{mine.pk}/answer/", {"body": "To the casino"})
    assert Comment.objects.get(parent=mine).status == "held"
    assert RuleTally.objects.get(rule=block.rule).caught == 1
    said = [query["sql"] for query in asked]
    counted = next(at for at, sql in enumerate(said) if "ruletally" in sql)
    begun = [sql for sql in said[:counted] if sql.startswith(("BEGIN", "COMMIT", "ROLLBACK"))]
    assert begun[-1] == "COMMIT"
