"""The same words twice: told kindly where they stand, and never held against a wronged reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client

from comments.models import Comment
from fitsite.accounts.models import User
from tests.conftest import MakeArticle, Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

ADA = {"name": "Ada", "email": "ada@example.org", "body": "The bread rose well."}
Again = Callable[..., Any]


@pytest.fixture
def again(post: Callable) -> Again:
    """Ada sends the same words from wherever she is now."""
    return partial(post, **ADA)


def test_a_copy_of_what_is_published_is_refused_with_a_link_to_it(
    akismet: AkismetStandIn, again: Again, post: Callable
) -> None:
    again()
    response = again()
    html = response.content.decode()
    assert response.status_code == 409
    assert "You have already said this here." in html
    assert f'href="{Comment.objects.get().get_absolute_url()}"' in html
    assert "The bread rose well." in html
    assert len(akismet.asked("comment-check")) == 1


def test_the_words_of_what_was_public_open_nothing(
    akismet: AkismetStandIn, again: Again, moderator: User
) -> None:
    again()
    Comment.objects.get().hold(by=moderator)
    response = again()
    assert response.status_code == 409
    assert "/own/" not in response.content.decode()


@pytest.mark.parametrize("fault", ["html", "recheck"])
def test_a_copy_of_what_waits_for_its_check_is_refused_in_peace(
    akismet: AkismetStandIn, again: Again, fault: str
) -> None:
    akismet.behave(fault)
    again()
    response = again()
    assert response.status_code == 409
    assert "There is no need to send it again." in response.content.decode()
    assert Comment.objects.count() == 1


def test_a_copy_of_what_waits_for_a_person_is_refused_in_peace(again: Again) -> None:
    again()
    response = again()
    assert response.status_code == 409
    assert "There is no need to send it again." in response.content.decode()
    link = re.search(r'<a href="([^"]+)">See it here', response.content.decode())
    assert link is not None
    assert "waits for a moderator" in Client().get(link[1]).text


@pytest.mark.parametrize("verb", ["mark_as_spam", "remove"])
def test_a_copy_of_what_nobody_can_see_is_taken(
    akismet: AkismetStandIn, again: Again, moderator: User, verb: str
) -> None:
    again()
    getattr(Comment.objects.get(), verb)(by=moderator)
    response = again()
    assert response.status_code == 302
    assert Comment.objects.published().count() == 1
    assert Comment.objects.count() == 2


def test_a_reader_whom_the_checker_wronged_may_try_again(
    akismet: AkismetStandIn, again: Again
) -> None:
    akismet.behave("body", body="true")
    again()
    assert Comment.objects.get().status == "spam"
    akismet.behave("well")
    assert again().status_code == 302
    assert Comment.objects.latest("pk").status == "published"


@pytest.mark.parametrize(
    "changed",
    [
        {"body": "the  bread ROSE\r\n well. "},
        {"name": "ADA"},
        {"email": "Ada@Example.org"},
        {"website": "https://ada.example"},
    ],
)
def test_small_changes_make_no_new_comment(again: Again, changed: dict[str, str]) -> None:
    again()
    assert again(**changed).status_code == 409


@pytest.mark.parametrize(
    "changed",
    [
        {"body": "The bread rose badly."},
        {"name": "Grace"},
        {"email": "grace@example.org"},
    ],
)
def test_other_words_or_other_people_are_no_copy(again: Again, changed: dict[str, str]) -> None:
    again()
    assert again(**changed).status_code == 302


def test_the_same_words_in_another_place_are_no_copy(
    akismet: AkismetStandIn, again: Again, say: Say, make_article: MakeArticle
) -> None:
    parent = say("What do you say?")
    assert again().status_code == 302
    assert again(parent=parent.pk).status_code == 302
    assert again(parent=parent.pk).status_code == 409
    assert again(make_article()).status_code == 302
