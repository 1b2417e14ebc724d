"""A confirmed reader is recognised by what their own browser sends, never by what anybody types."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import signing
from django.test import Client

from articles.models import Article
from comments.mail.links import YOURS
from comments.models import Comment, Reader
from tests.mail.conftest import Subscribe, link
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ADA, EVE = "ada@example.com", "eve@example.com"
DAY = 24 * 3600
Write = Callable[..., Comment]


@pytest.fixture
def write(client: Client, article: Article, typed: Callable) -> Write:
    """Send a comment through the form."""

    def send(**given: str) -> Comment:
        response = client.post(f"/articles/{article.slug}/comments/", typed(**given))
        assert response.status_code == 302
        return Comment.objects.latest("pk")

    return send


def handed_out(html: str) -> str:
    found: list[str] = re.findall(r'data-proof="([^"]+)"', html)
    return "".join(found)


@pytest.fixture
def proof(subscribe: Subscribe, client: Client) -> str:
    """What Ada's page gives her browser."""
    return handed_out(client.get(YOURS.path(subscribe(ADA).reader_id)).text)


def test_a_comment_with_the_proof_counts_as_the_addresss_own(proof: str, write: Write) -> None:
    assert write(email="Ada@Example.com", proof=proof).is_from_confirmed_address


def test_typing_a_known_address_is_not_enough(proof: str, write: Write) -> None:
    assert not write(email=ADA).is_from_confirmed_address
    assert not write(email=ADA, proof="").is_from_confirmed_address


def test_the_proof_is_good_for_one_address(proof: str, write: Write) -> None:
    assert not write(email=EVE, proof=proof).is_from_confirmed_address


@pytest.mark.parametrize("wrong", ["x", "{}x", "1", "[]", "é", "a" * 9000])
def test_a_forged_proof_is_no_proof_and_no_error(proof: str, write: Write, wrong: str) -> None:
    assert not write(email=ADA, proof=wrong.replace("{}", proof)).is_from_confirmed_address
    other_kind = signing.dumps(Reader.objects.get().pk, salt="comments.own_link")
    assert not write(email=ADA, proof=other_kind).is_from_confirmed_address


def test_it_runs_out_and_ends_with_the_reader(proof: str, write: Write, clock) -> None:
    clock.shift(400 * DAY - 5)
    assert write(email=ADA, proof=proof).is_from_confirmed_address
    clock.shift(10)
    assert not write(email=ADA, proof=proof).is_from_confirmed_address


def test_an_erased_reader_proves_nothing_any_more(proof: str, write: Write) -> None:
    Reader.objects.all().delete()
    Reader.objects.of(ADA).confirm()
    assert not write(email=ADA, proof=proof).is_from_confirmed_address


def test_it_is_handed_out_to_confirmed_readers_alone(client: Client) -> None:
    reader = Reader.objects.of(ADA)
    path = YOURS.path(reader.pk)
    assert handed_out(client.get(path).text) == ""
    client.post(path, {"do": "confirm"})
    assert handed_out(client.get(path).text)


def test_no_page_for_everybody_holds_one(proof: str, client: Client, article: Article) -> None:
    for address in (article.get_absolute_url(), "/comments/mail/", "/privacy/comments/"):
        assert "data-proof" not in client.get(address).text


def test_akismet_hears_nothing_of_it(proof: str, write: Write, akismet: AkismetStandIn) -> None:
    write(email=ADA, proof=proof)
    assert "proof" not in dict(akismet.asked("comment-check")[-1].form)


def test_a_post_that_answers_nothing_confirms_nothing(
    akismet: AkismetStandIn, say: Callable, deliver: Callable, client: Client
) -> None:
    say(email=ADA, wants_mail=True)
    path = link(deliver()[0], "confirm")
    for posted in ({}, {"answer": "perhaps"}, {"List-Unsubscribe": "One-Click"}):
        assert "Shall we e-mail you?" in client.post(path, posted).text
    assert Reader.objects.get().confirmed_at is None
