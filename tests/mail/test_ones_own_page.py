"""Whoever reads the mail of an address finds what is kept under it, and nobody else does."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Article
from comments.mail.links import YOURS
from comments.mail.yours import PER_PAGE
from comments.models import Comment, Reader, Subscription
from comments.retention import forget
from fitsite.accounts.models import User
from fitsite.letters.models import Letter
from tests.conftest import MakeArticle, Say
from tests.mail.conftest import Deliver, Subscribe, link
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ADA, EVE = "ada@example.com", "eve@example.com"
MINUTE, DAY = 60, 24 * 3600
FORM = "/comments/mail/"


def ask(client: Client, email: str = ADA, **headers: str) -> str:
    response = client.post(FORM, {"email": email}, follow=True, headers=headers)
    assert response.status_code == 200
    return response.text


@pytest.fixture
def page_of_ada(say: Say) -> str:
    """The address of Ada's own page; she has one comment, which waits."""
    say("How often?", email=ADA)
    return YOURS.path(Reader.objects.of(ADA).pk)


def test_the_link_comes_by_mail_and_opens_the_page(
    say: Say, client: Client, deliver: Deliver
) -> None:
    say("How often?", email=ADA)
    ask(client, "Ada@Example.com")
    [mail] = deliver()
    assert mail.to == ADA
    assert mail.message["Subject"] == "Your mail and comments on fitsite"
    shown = client.get(link(mail, "yours")).text
    assert "How often?" in shown
    assert ADA in shown


def test_the_answer_is_the_same_whether_anything_is_there(
    say: Say, client: Client, deliver: Deliver
) -> None:
    say(email=ADA)
    assert ask(client, ADA) == ask(client, EVE)
    assert [mail.to for mail in deliver()] == [ADA]
    assert not Reader.objects.filter(address=EVE).exists()


@pytest.mark.parametrize("typed", ["", "nonsense", "a@b", "ada@example.com\nBcc: e@example.com"])
def test_what_is_no_address_is_said_beside_the_field(client: Client, typed: str) -> None:
    response = client.post(FORM, {"email": typed})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert not Letter.objects.exists()


def test_the_form_is_the_same_for_everybody_and_posts_from_here_alone(client: Client) -> None:
    response = client.get(FORM)
    assert "csrf" not in response.text
    assert not response.cookies
    elsewhere = client.post(FORM, {"email": ADA}, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403
    assert client.put(FORM).status_code == 405


def test_no_mailbox_is_filled_by_asking(say: Say, client: Client, deliver: Deliver, clock) -> None:
    say(email=ADA)
    for _ in range(6):
        ask(client)
        clock.shift(MINUTE)
    assert len(deliver()) == 3
    clock.shift(DAY)
    ask(client)
    assert len(deliver()) == 1


def test_one_network_does_not_ask_for_many(
    say: Say, client: Client, deliver: Deliver, clock
) -> None:
    for number in range(22):
        say(email=f"reader{number}@example.com")
        ask(client, f"reader{number}@example.com")
    assert len(deliver()) == 20
    clock.shift(DAY + 1)
    forget()
    assert not Reader.objects.filter(asked_from__gt="").exists()
    say(email=ADA)
    ask(client)
    assert len(deliver()) == 1


def test_the_link_works_for_a_day(page_of_ada: str, client: Client, clock) -> None:
    clock.shift(DAY - 1)
    assert client.get(page_of_ada).status_code == 200
    clock.shift(2)
    for response in (client.get(page_of_ada), client.post(page_of_ada, {"do": "end_all"})):
        assert response.status_code == 404
        assert "Send me the link" in response.text


def test_comments_stand_there_in_every_state_in_honest_words(
    akismet: AkismetStandIn, say: Say, moderator: User, client: Client
) -> None:
    for text in ("*Fine*", "casino", "Refused"):
        say(text, email=ADA)
    Comment.objects.get(body="Refused").remove(by=moderator)
    akismet.behave("html")
    say("Checked later", email=ADA)
    say("Eve's", email=EVE)
    shown = client.get(YOURS.path(Reader.objects.of(ADA).pk)).text
    items = shown.partition("Comments sent with your address")[2].split("<li>")[1:]
    told = [("Checked later", "Being checked"), ("Refused", "Not published")]
    told += [("casino", "Waits for a moderator"), (">Fine<", "Published")]
    for item, (text, state) in zip(items, told, strict=True):
        assert text in item
        assert state in item
    assert "Spam" not in shown
    assert "Eve&#x27;s" not in shown


def test_each_comment_leads_to_its_own_page(page_of_ada: str, client: Client) -> None:
    shown = client.get(page_of_ada).text
    [address] = [part for part in shown.split('"') if part.startswith("/comments/own/")]
    assert "How often?" in client.get(address).text


def test_what_staff_wrote_signed_in_is_not_there(say: Say, moderator: User, client: Client) -> None:
    say("From the desk", email=moderator.email, user=moderator)
    ask(client, moderator.email)
    assert not Letter.objects.exists()
    shown = client.get(YOURS.path(Reader.objects.of(moderator.email).pk)).text
    assert "From the desk" not in shown


def test_many_comments_are_shown_some_at_a_time(
    say: Say, client: Client, django_assert_max_num_queries
) -> None:
    address = YOURS.path(Reader.objects.of(ADA).pk)
    say("Number 0", email=ADA)
    with django_assert_max_num_queries(6):
        client.get(address)
    for number in range(1, PER_PAGE + 3):
        say(f"Number {number}", email=ADA, article=Article.objects.get())
        Comment.objects.update(created_at="2026-01-01T00:00Z")
    with django_assert_max_num_queries(6):
        first = client.get(address).text
    assert first.count("/comments/own/") == PER_PAGE
    [rest] = [part for part in first.split('"') if part.startswith("?before=")]
    assert client.get(address + rest.partition("#")[0]).text.count("/comments/own/") == 3


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "1e5", "%00", "é"])
def test_a_nonsense_place_in_the_list_is_its_beginning(
    page_of_ada: str, client: Client, before: str
) -> None:
    response = client.get(page_of_ada, {"before": before})
    assert response.status_code == 200
    assert "How often?" in response.text


def test_one_or_all_subscriptions_are_ended_there_and_taken_up_again(
    subscribe: Subscribe, make_article: MakeArticle, client: Client
) -> None:
    one, other = subscribe(ADA), subscribe(ADA, article=make_article(title="Second"))
    address = YOURS.path(one.reader_id)
    assert "Second" in client.get(address).text

    def active() -> set[int]:
        return set(Subscription.objects.active().values_list("pk", flat=True))

    for _ in range(2):
        assert client.post(address, {"do": "end", "subscription": one.pk}).status_code == 302
        assert active() == {other.pk}
    client.post(address, {"do": "resume", "subscription": one.pk})
    assert active() == {one.pk, other.pk}
    client.post(address, {"do": "end_all"})
    assert active() == set()


@pytest.mark.parametrize("do", ["end", "resume", "end_all", "confirm", "delete", ""])
def test_nobody_elses_subscription_is_touched(
    subscribe: Subscribe, client: Client, do: str
) -> None:
    eves = subscribe(EVE)
    address = YOURS.path(Reader.objects.of(ADA).pk)
    for pk in (str(eves.pk), "0", "x", "9" * 30, ""):
        assert client.post(address, {"do": do, "subscription": pk}).status_code == 302
    eves.refresh_from_db()
    assert eves.is_active


def test_opening_the_page_confirms_nothing_and_pressing_a_button_does(
    page_of_ada: str, client: Client
) -> None:
    client.get(page_of_ada)
    assert Reader.objects.get().confirmed_at is None
    assert "This is my address" in client.get(page_of_ada).text
    client.post(page_of_ada, {"do": "confirm"})
    assert Reader.objects.get().confirmed_at is not None
    assert "This is my address" not in client.get(page_of_ada).text


def test_a_wish_that_was_never_confirmed_cannot_be_confirmed_there(
    akismet: AkismetStandIn, say: Say, deliver: Deliver, client: Client
) -> None:
    say(email=ADA, wants_mail=True)
    deliver()
    subscription = Subscription.objects.get()
    address = YOURS.path(subscription.reader_id)
    assert "Not confirmed" in client.get(address).text
    client.post(address, {"do": "resume", "subscription": subscription.pk})
    assert not Subscription.objects.active().exists()


def test_an_address_that_was_only_typed_is_forgotten(say: Say, client: Client, clock) -> None:
    say(email=ADA)
    ask(client)
    forget()
    assert Reader.objects.exists()
    clock.shift(DAY + 1)
    forget()
    assert not Reader.objects.exists()
