"""Mail about answers is asked for with a comment and confirmed by a mailed link."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from comments.models import Comment, Reader, Subscription
from comments.own_link import own_link
from comments.retention import forget
from fitsite.accounts.models import User
from tests.conftest import MakeArticle, Say
from tests.mail.conftest import Deliver, Subscribe, link
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ADA = "ada@example.com"
DAY = 24 * 3600


def to_ada(deliver: Deliver) -> list[str]:
    return [str(mail.message["Subject"]) for mail in deliver() if mail.to == ADA]


def test_the_box_under_a_comment_brings_one_letter_that_asks(
    akismet: AkismetStandIn, client: Client, article: Article, typed: Callable, deliver: Deliver
) -> None:
    typed_in = typed(email="Ada@Example.com", wants_mail="on", name="Ada <b>", body="My *secret*")
    assert client.post(f"/articles/{article.slug}/comments/", typed_in).status_code == 302
    [letter] = deliver()
    assert letter.to == ADA
    assert letter.message["Subject"] == "Shall we e-mail you about answers? (fitsite)"
    text = letter.part("plain") + letter.part("html")
    assert article.title in text
    assert f"https://blog.example/comments/{Comment.objects.get().pk}/" in text
    assert "secret" not in text
    assert "<b>" not in text
    assert "List-Unsubscribe" not in letter.message
    assert deliver() == []


def test_without_the_box_nobody_gets_mail(
    akismet: AkismetStandIn, say: Say, deliver: Deliver
) -> None:
    say(email=ADA)
    assert deliver() == []
    assert not Reader.objects.exists()


@pytest.mark.parametrize("text", ["casino", "held"])
def test_nobody_is_written_to_for_a_comment_that_is_not_public(
    text: str, akismet: AkismetStandIn, say: Say, deliver: Deliver, clock
) -> None:
    if text == "held":
        akismet.behave("html")
    say(text, email=ADA, wants_mail=True)
    assert deliver() == []
    clock.shift(2 * DAY)
    assert deliver() == []
    assert not Reader.objects.exists()


def test_the_letter_comes_when_a_moderator_publishes_the_comment(
    say: Say, moderator: User, deliver: Deliver, clock
) -> None:
    comment = say(email=ADA, wants_mail=True)
    clock.shift(20 * DAY)
    assert deliver() == []
    comment.approve(by=moderator)
    [letter] = deliver()
    assert link(letter, "confirm")


def test_a_comment_that_vanished_before_the_letter_left_brings_none(
    akismet: AkismetStandIn, say: Say, moderator: User, deliver: Deliver, clock
) -> None:
    comment = say(email=ADA, wants_mail=True)
    comment.remove(by=moderator)
    assert deliver() == []
    clock.shift(3600)
    comment.approve(by=moderator)
    clock.shift(3600)
    assert len(deliver()) == 1


def test_the_link_asks_and_the_button_confirms(
    akismet: AkismetStandIn, say: Say, deliver: Deliver, client: Client
) -> None:
    comment = say(email=ADA, wants_mail=True)
    path = link(deliver()[0], "confirm")
    for _ in range(3):
        assert "Shall we e-mail you?" in client.get(path).text
        assert client.head(path).status_code == 200
    assert Subscription.objects.get().confirmed_at is None
    for _ in range(2):
        assert "We will e-mail you" in client.post(path, {"answer": "yes"}).text
    assert Subscription.objects.get().is_active
    assert Subscription.objects.get().scope == "answers"
    assert Reader.objects.get().confirmed_at is not None
    comment.refresh_from_db()
    assert comment.is_from_confirmed_address


def test_the_link_says_when_the_mail_is_on_and_how_to_end_it(
    akismet: AkismetStandIn, say: Say, deliver: Deliver, client: Client
) -> None:
    say(email=ADA, wants_mail=True)
    path = link(deliver()[0], "confirm")
    client.post(path, {"answer": "yes", "scope": "all"})
    again = client.get(path).text
    assert "We e-mail you already" in again
    assert "Shall we e-mail you?" not in again
    [stop] = [part for part in again.split('"') if part.startswith("/comments/mail/stop/")]
    client.post(stop)
    assert not Subscription.objects.get().is_active
    assert "We e-mail you already" not in client.get(path).text


def test_the_own_page_tells_of_the_letter_that_asks(
    say: Say, moderator: User, deliver: Deliver, client: Client
) -> None:
    comment = say(email=ADA, wants_mail=True)
    due, sent = "a letter asks you to confirm that", "We have sent a letter to your e-mail address"
    assert due in client.get(own_link(comment)).text
    comment.approve(by=moderator)
    assert due in client.get(own_link(comment)).text
    path = link(deliver()[0], "confirm")
    shown = client.get(own_link(comment)).text
    assert sent in shown
    assert due not in shown
    client.post(path, {"answer": "yes"})
    second = say(email=ADA, wants_mail=True)
    second.approve(by=moderator)
    deliver()
    for told in (comment, second, say(email=ADA)):
        shown = client.get(own_link(told)).text
        assert sent not in shown
        assert due not in shown


def test_confirming_one_comment_says_nothing_of_another_with_the_address(
    subscribe: Subscribe, say: Say
) -> None:
    earlier = say(email=ADA)
    subscribe(ADA)
    later = say(email=ADA)
    mine = Comment.objects.filter(email_confirmed_at__isnull=False).get()
    assert mine not in {earlier, later}


def test_the_link_holds_for_a_week(
    akismet: AkismetStandIn, say: Say, deliver: Deliver, client: Client, clock
) -> None:
    say(email=ADA, wants_mail=True)
    path = link(deliver()[0], "confirm")
    clock.shift(7 * DAY - 1)
    forget()
    assert client.get(path).status_code == 200
    clock.shift(2)
    forget()
    for response in (client.get(path), client.post(path, {"answer": "yes"})):
        assert response.status_code == 404
        assert "Send me the link" in response.text
    assert not Subscription.objects.exists()
    assert not Reader.objects.exists()


def test_a_reader_who_never_confirms_is_asked_once_about_an_article(
    akismet: AkismetStandIn, say: Say, deliver: Deliver, make_article: MakeArticle, clock
) -> None:
    for _ in range(4):
        say(email=ADA, wants_mail=True)
    assert len(to_ada(deliver)) == 1
    clock.shift(6 * DAY)
    say(email=ADA, wants_mail=True)
    assert to_ada(deliver) == []
    clock.shift(2 * DAY)
    say(email=ADA, wants_mail=True)
    assert len(to_ada(deliver)) == 1


def test_a_reader_who_is_subscribed_is_not_asked_again(
    subscribe: Subscribe, say: Say, deliver: Deliver
) -> None:
    subscribe(ADA)
    say(email=ADA, wants_mail=True)
    assert to_ada(deliver) == []


def test_no_mailbox_is_filled_by_asking_on_many_articles(
    akismet: AkismetStandIn, say: Say, deliver: Deliver, make_article: MakeArticle, clock
) -> None:
    for _ in range(5):
        say(email=ADA, wants_mail=True, article=make_article())
    assert len(to_ada(deliver)) == 3
    clock.shift(DAY + 1)
    say(email=ADA, wants_mail=True, article=make_article())
    assert len(to_ada(deliver)) == 1


def test_one_network_does_not_write_to_many(
    akismet: AkismetStandIn, say: Say, deliver: Deliver, clock
) -> None:
    for _ in range(25):
        say(wants_mail=True, address="192.0.2.7")
        clock.shift(10)
    assert len(deliver()) == 20
    say(email=ADA, wants_mail=True, address="192.0.2.8")
    assert len(deliver()) == 1


def test_who_did_not_ask_may_forbid_all_letters(
    akismet: AkismetStandIn, say: Say, deliver: Deliver, make_article: MakeArticle, client: Client
) -> None:
    say(email=ADA, wants_mail=True)
    path = link(deliver()[0], "confirm")
    assert "not write to this address" in client.post(path, {"answer": "never"}).text
    say(email=ADA, wants_mail=True, article=make_article())
    client.post("/comments/mail/", {"email": ADA})
    assert deliver() == []
    assert "ended this mail" in client.post(path, {"answer": "yes"}).text
    assert not Subscription.objects.active().exists()


def test_an_administrator_may_lift_the_silence_and_a_moderator_may_not(
    signed_in: Callable, administrator: User, moderator: User
) -> None:
    reader = Reader.objects.of(ADA)
    reader.fall_silent()
    lift = {"action": "write_again", "_selected_action": [reader.pk]}
    address = "/admin/comments/reader/"
    signed_in(moderator).post(address, lift)
    assert Reader.objects.get().silent_since
    shown = signed_in(administrator).get(address).text
    assert "a…@example.com" in shown
    assert ADA not in shown
    signed_in(administrator).post(address, lift)
    assert not Reader.objects.get().silent_since


def test_the_box_is_kept_when_the_form_comes_back(
    client: Client, article: Article, typed: Callable
) -> None:
    answer = client.post(
        f"/articles/{article.slug}/comments/", typed(body=" ", wants_mail="on")
    ).text
    assert 'name="wants_mail"' in answer
    assert "checked" in answer.partition('name="wants_mail"')[2].partition(">")[0]


def test_akismet_hears_nothing_of_it(akismet: AkismetStandIn, say: Say) -> None:
    say(wants_mail=True)
    assert "wants_mail" not in str(akismet.asked("comment-check")[0].form)
