"""Who is behind a comment is known to moderators, and to nobody else at the desk (CM49)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from articles.models import Author
from comments.models import Comment, Reader
from fitsite.accounts.models import User
from fitsite.letters.models import Letter
from tests.comments.desk.conftest import QUEUE
from tests.conftest import MakeArticle, Say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]
SECRETS = ["kim@example.com", "10.9.8.7", "Netscape", "k…@example.com"]
LIST = "/admin/comments/comment/"
SignIn = Callable[[User], Client]


@pytest.fixture
def comment(say: Say, make_article: MakeArticle, author: User) -> Comment:
    """One by Kim, under an author's article; a moderator has looked at it."""
    article = make_article(author_ids=[Author.objects.of(author).pk])
    Reader.objects.create(address="kim@example.com")
    Letter.objects.post(key="1", to="kim@example.com", template="emails/yours", context={})
    return say(
        "casino",
        article=article,
        email="kim@example.com",
        address="10.9.8.7",
        user_agent="Netscape",
    )


@pytest.fixture
def pages(comment: Comment) -> list[str]:
    """Every page at the desk that shows something of it."""
    return [
        LIST,
        f"{LIST}{comment.pk}/change/",
        f"{LIST}{comment.pk}/history/",
        f"{QUEUE}?tab=all",
        "/admin/comments/reader/",
        "/admin/comments/subscription/",
        "/admin/comments/checkerstate/",
        "/admin/letters/letter/",
    ]


def shown(browser: Client, pages: list[str]) -> set[str]:
    text = "".join(browser.get(page).text for page in pages)
    return {secret for secret in SECRETS if secret in text}


def give(role: str, *codenames: str) -> None:
    rights = Permission.objects.filter(codename__in=codenames)
    Group.objects.get(name=role).permissions.add(*rights)


@pytest.mark.parametrize("who", ["moderator", "administrator"])
def test_moderators_see_them(
    who: str, pages: list[str], request: pytest.FixtureRequest, signed_in: SignIn
) -> None:
    assert shown(signed_in(request.getfixturevalue(who)), pages) == set(SECRETS)


def test_editors_and_authors_who_decide_do_not(
    pages: list[str], editor: User, author: User, signed_in: SignIn
) -> None:
    give("Authors", "moderate_own_articles")
    # Even where they were given all else that there is to look at.
    give("Editors", "moderate_comment", "view_reader", "view_subscription", "view_letter")
    for user in (editor, author):
        browser = signed_in(user)
        assert "casino" in browser.get(pages[1]).text
        assert "casino" in browser.get(pages[3]).text
        assert shown(browser, pages) == set()


def test_an_editor_who_was_given_the_right_sees_them(
    pages: list[str], editor: User, signed_in: SignIn
) -> None:
    give("Editors", "view_address")
    assert shown(signed_in(editor), pages[:2]) >= {"kim@example.com", "10.9.8.7", "Netscape"}


@pytest.mark.parametrize(
    "query",
    [
        *("q=kim@example.com", "q=10.9.8", "email=kim@example.com", "email__startswith=k"),
        *("address=10.9.8.7", "network__startswith=10", "email_confirmed_at__isnull=1"),
        *("email_domain=example.com", "email_domain__startswith=e"),
    ],
)
def test_nor_do_they_find_them_out_by_asking(
    query: str, comment: Comment, editor: User, moderator: User, signed_in: SignIn
) -> None:
    assert "casino" in signed_in(moderator).get(f"{LIST}?{query}").text
    assert "casino" not in signed_in(editor).get(f"{LIST}?{query}", follow=True).text


@pytest.mark.parametrize(
    "query", ["author=a%40b.example", "domain=b.example", "words=elsewhere", "address=10.1.1.1"]
)
def test_the_queues_filter_asks_for_no_address_either(
    query: str, comment: Comment, author: User, moderator: User, signed_in: SignIn
) -> None:
    give("Authors", "moderate_own_articles")
    page = signed_in(author).get(f"{QUEUE}?tab=all&{query}").text
    assert "casino" in page
    assert f'name="{query.partition("=")[0]}"' not in page
    assert "casino" not in signed_in(moderator).get(f"{QUEUE}?tab=all&{query}").text


def test_what_a_decision_gives_back_tells_none(
    comment: Comment, author: User, signed_in: SignIn
) -> None:
    give("Authors", "moderate_own_articles")
    given: dict[str, Any] = {"verb": "approve", "comment": f"{comment.pk}:0"}
    headers = {"Accept": "application/json"}
    told = signed_in(author).post(f"{QUEUE}decide/", given, headers=headers)
    assert "Approved by author" in told.text
    assert not [secret for secret in SECRETS if secret in told.text]


def test_a_list_to_choose_from_finds_none(
    comment: Comment, editor: User, moderator: User, signed_in: SignIn
) -> None:
    asked = {"app_label": "comments", "model_name": "comment", "field_name": "parent"}
    for user, found in ((editor, 0), (moderator, 1)):
        answer = signed_in(user).get("/admin/autocomplete/", asked | {"term": "kim@example.com"})
        assert len(answer.json()["results"]) == found
