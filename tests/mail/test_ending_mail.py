"""Mail is ended by one press, wherever it comes from, and never by opening a link."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.core import signing
from django.test import Client

from comments.duties import announce_comments, spare_dead_addresses
from comments.mail.links import CONFIRM, STOP, YOURS
from comments.models import Comment, Subscription
from comments.retention import forget
from fitsite.letters.duties import send
from tests.comments.together import together
from tests.conftest import Say
from tests.mail.conftest import Deliver, Subscribe, link
from tests.standin.smtp import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ADA = "ada@example.com"
DAY = 24 * 3600


@pytest.fixture
def adas(subscribe: Subscribe) -> Subscription:
    """Ada's subscription."""
    return subscribe(ADA)


@pytest.fixture
def stop(adas: Subscription, say: Say, deliver: Deliver) -> str:
    """The path that a letter to Ada gives for ending such letters."""
    say(parent=adas.comment)
    [mail] = deliver()
    path = link(mail, "stop")
    assert mail.message["List-Unsubscribe"].strip() == f"<https://blog.example{path}>"
    return path


def is_active() -> bool:
    return Subscription.objects.get().is_active


def test_a_mail_programs_own_button_ends_it_by_one_post(
    stop: str, adas: Subscription, say: Say, deliver: Deliver
) -> None:
    provider = Client(enforce_csrf_checks=True)
    headers = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}
    one_click = {"List-Unsubscribe": "One-Click"}
    for _ in range(3):
        response = provider.post(stop, one_click, headers=headers)
        assert response.status_code == 200
        assert not response.cookies
        assert not is_active()
    say(parent=adas.comment)
    assert deliver() == []


def test_rfc_8058_allows_multipart_as_well(stop: str, client: Client) -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--'
    )
    response = client.post(stop, body, content_type="multipart/form-data; boundary=b")
    assert response.status_code == 200
    assert not is_active()


def test_opening_the_link_ends_nothing(stop: str, client: Client) -> None:
    for _ in range(3):
        assert "No more mail about this article?" in client.get(stop).text
        assert client.head(stop).status_code == 200
        assert client.options(stop).status_code < 500
    assert is_active()


def test_the_button_on_the_page_ends_it_and_takes_it_back(stop: str, client: Client) -> None:
    assert "no more mail about this" in client.post(stop, {"do": "end"}).text
    assert not is_active()
    assert "I want it again" in client.get(stop).text
    client.post(stop, {"do": "resume"})
    assert is_active()


def test_the_link_works_for_more_than_a_year_but_not_for_ever(
    stop: str, client: Client, clock
) -> None:
    clock.shift(400 * DAY - 1)
    assert client.get(stop).status_code == 200
    clock.shift(2)
    for response in (client.get(stop), client.post(stop)):
        assert response.status_code == 404
        assert "Send me the link" in response.text
    assert is_active()


def test_an_ended_subscription_is_forgotten_and_its_link_still_says_so(
    stop: str, client: Client, clock
) -> None:
    client.post(stop)
    clock.shift(30 * DAY - 1)
    forget()
    assert Subscription.objects.exists()
    clock.shift(2)
    forget()
    assert not Subscription.objects.exists()
    for response in (client.get(stop), client.post(stop, {"do": "resume"})):
        assert response.status_code == 200
        assert "no more mail about this" in response.text
    assert not Subscription.objects.exists()


def test_who_ended_it_may_ask_again_and_confirms_again(
    stop: str, client: Client, say: Say, deliver: Deliver, adas: Subscription
) -> None:
    client.post(stop)
    say(email=ADA, wants_mail=True)
    [letter] = deliver()
    say(parent=adas.comment)
    assert deliver() == []
    client.post(link(letter, "confirm"), {"answer": "yes"})
    assert is_active()


def test_an_old_confirmation_does_not_bring_back_what_was_ended(
    subscribe: Subscribe, mail_server: MailServer, client: Client
) -> None:
    subscribe(ADA)
    confirm = link(mail_server.taken[0], "confirm")
    Subscription.objects.get().end()
    assert "You have ended this mail" in client.post(confirm, {"answer": "yes"}).text
    assert not is_active()


def forged(adas: Subscription) -> list[str]:
    """Addresses that somebody might try."""
    true = STOP.path(adas.pk).split("/")[-2]
    comment = Comment.objects.latest("pk").pk
    tokens = [
        *(str(adas.pk), true[:-1], true + "x", f"x{true}", "::", "é", "a" * 5000),
        signing.dumps([adas.pk]),
        signing.dumps([adas.pk], salt="comments.mail.comments:mail_stop", key="another"),
        CONFIRM.path(adas.pk, comment).split("/")[-2],
        YOURS.path(adas.pk).split("/")[-2],
    ]
    return [f"/comments/mail/stop/{token}/" for token in tokens]


@pytest.mark.parametrize("number", range(11))
def test_a_forged_link_ends_nothing(adas: Subscription, client: Client, number: int) -> None:
    address = forged(adas)[number]
    for response in (client.get(address), client.post(address)):
        assert response.status_code == 404
        assert "does not work any more" in response.text
    assert is_active()


def test_a_link_of_one_kind_opens_nothing_of_another(adas: Subscription, client: Client) -> None:
    comment = Comment.objects.latest("pk").pk
    tokens = {
        "confirm": CONFIRM.path(adas.pk, comment).split("/")[-2],
        "stop": STOP.path(adas.pk).split("/")[-2],
        "yours": YOURS.path(adas.reader_id).split("/")[-2],
    }
    for kind in tokens:
        for other, token in tokens.items():
            status = client.get(f"/comments/mail/{kind}/{token}/").status_code
            assert status == (200 if kind == other else 404)


def test_what_a_link_opens_is_kept_by_nobody(adas: Subscription, client: Client) -> None:
    comment = Comment.objects.latest("pk").pk
    addresses = [
        CONFIRM.path(adas.pk, comment),
        STOP.path(adas.pk),
        YOURS.path(adas.reader_id),
        "/comments/mail/stop/forged/",
    ]
    for address in addresses:
        for response in (client.get(address), client.post(address, {"answer": "yes"})):
            assert "no-store" in response["Cache-Control"]
            assert "private" in response["Cache-Control"]
            assert response["X-Robots-Tag"] == "noindex"
            assert response["Referrer-Policy"] == "same-origin"
            assert not response.cookies


@pytest.mark.parametrize("verb", ["put", "patch", "delete"])
def test_links_take_no_other_methods(adas: Subscription, client: Client, verb: str) -> None:
    comment = Comment.objects.latest("pk").pk
    addresses = (CONFIRM.path(adas.pk, comment), STOP.path(adas.pk), YOURS.path(adas.reader_id))
    for address in addresses:
        assert getattr(client, verb)(address).status_code == 405
    assert is_active()


@pytest.mark.parametrize("kind", ["confirm", "yours"])
def test_another_sites_page_presses_none_of_these_buttons(
    adas: Subscription, client: Client, kind: str
) -> None:
    paths = {"confirm": CONFIRM.path(adas.pk, 1), "yours": YOURS.path(adas.reader_id)}
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    pressed = {"answer": "never", "do": "end_all"}
    assert client.post(paths[kind], pressed, headers=elsewhere).status_code == 403
    assert is_active()


@pytest.mark.django_db(transaction=True)
def test_ending_it_while_letters_leave_loses_no_letter_and_sends_none_afterwards(
    adas: Subscription, say: Say, deliver: Deliver, client: Client, mail_server: MailServer
) -> None:
    for _ in range(6):
        say(parent=adas.comment)
    announce_comments()
    before = len(mail_server.taken)
    together(send, partial(client.post, STOP.path(adas.pk)), send)
    sent = len(mail_server.taken) - before
    assert 0 <= sent <= 6
    say(parent=adas.comment)
    assert deliver()[sent:] == []


def test_an_address_whose_server_refuses_letter_after_letter_is_spared(
    adas: Subscription, say: Say, deliver: Deliver, mail_server: MailServer, clock
) -> None:
    for refused in (True, True, False, True, True, True):
        spare_dead_addresses()
        assert is_active()
        mail_server.behave(*(("rcpt", "550 No such mailbox") if refused else ()))
        say(parent=adas.comment)
        deliver()
        clock.shift(60)
    spare_dead_addresses()
    assert not is_active()


def test_subscriptions_at_the_desk_are_masked_and_only_looked_at(
    adas: Subscription, signed_in: Callable, administrator, moderator, editor
) -> None:
    desk = signed_in(administrator)
    for address in ("", f"{adas.pk}/change/"):
        shown = desk.get(f"/admin/comments/subscription/{address}").text
        assert "a…@example.com" in shown
        assert ADA not in shown
    for address in ("add/", f"{adas.pk}/delete/"):
        assert desk.get(f"/admin/comments/subscription/{address}").status_code == 403
    assert signed_in(moderator).get("/admin/comments/subscription/").status_code == 200
    assert signed_in(editor).get("/admin/comments/subscription/").status_code == 403
