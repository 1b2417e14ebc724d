"""A letter goes out once, whatever the mail server does; seen from the other end of the wire."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from pytest_django import Settings

from fitsite.branding.models import Branding
from fitsite.letters.duties import BATCH, forget, send
from fitsite.letters.models import Fate, Letter
from fitsite.letters.models import MailServer as Server
from tests.comments.together import together
from tests.letters.conftest import Post
from tests.standin.smtp import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = 24 * 3600


def fate(letter: Letter) -> str:
    return Letter.objects.get(pk=letter.pk).fate


def test_a_letter_arrives_as_text_and_html_from_the_site(
    post: Post, mail_server: MailServer, settings: Settings
) -> None:
    settings.MAIL_FROM, settings.SITE_URL = "post@blog.example", "https://blog.example"
    Branding.objects.create(name="Salt & Pepper")
    letter = post(to="ada@example.org")
    assert not send()
    [mail] = mail_server.taken
    assert (mail.sender, mail.recipients) == ("post@blog.example", ["ada@example.org"])
    assert mail.message["Subject"] == "News 1"
    assert mail.message["From"] == "Salt & Pepper <post@blog.example>"
    assert mail.message["To"] == "ada@example.org"
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert mail.message["Date"]
    assert mail.message["Message-ID"].endswith("@blog.example>")
    assert "Salt & Pepper, https://blog.example" in mail.part("plain")
    assert "Salt &amp; Pepper" in mail.part("html")
    assert fate(letter) == Fate.SENT


@pytest.mark.parametrize("name", ["Größe & Mut", 'The "Site", <b>', "Salz,\nPfeffer"])
def test_any_name_of_a_site_can_be_a_senders(
    name: str, post: Post, mail_server: MailServer, settings: Settings
) -> None:
    settings.MAIL_FROM = "post@blog.example"
    Branding.objects.create(name=name)
    post()
    send()
    [mail] = mail_server.taken
    [sender] = mail.message["From"].addresses
    assert sender.display_name == " ".join(name.split())
    assert sender.addr_spec == "post@blog.example"


def test_a_letter_is_there_exactly_if_its_cause_is(post: Post) -> None:
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_one_key_is_one_letter(post: Post, mail_server: MailServer) -> None:
    first = post(key="reply/1/2", to="ada@example.org")
    again: dict[str, Any] = {"key": "reply/1/2", "to": "eve@example.org", "template": "emails/a"}
    assert not Letter.objects.post(**again)
    send()
    assert not Letter.objects.post(**again)
    Letter.objects.post_to_many("emails/alert", {"reply/1/2": ("eve@example.org", {})})
    send()
    assert [mail.to for mail in mail_server.taken] == [first.to]


def test_what_was_sent_keeps_nothing_that_it_was_filled_with(
    post: Post, mail_server: MailServer
) -> None:
    letter = post(headers={"X-Secret": "token"})
    send()
    assert mail_server.taken[0].message["X-Secret"] == "token"
    letter.refresh_from_db()
    assert (letter.context, letter.headers) == ({}, {})


def test_letters_go_over_one_connection_some_at_a_time(post: Post, mail_server: MailServer) -> None:
    for _ in range(BATCH + 2):
        post()
    assert send()
    assert not send()
    assert mail_server.connections == 2
    assert len({mail.to for mail in mail_server.taken}) == len(mail_server.taken) == BATCH + 2
    assert Server.objects.here().sent == BATCH + 2


def test_what_one_reader_waits_for_goes_before_what_goes_to_many(
    post: Post, mail_server: MailServer, clock
) -> None:
    many: dict[str, tuple[str, dict[str, Any]]] = {
        f"many/{n}": (f"many{n}@example.org", {}) for n in range(BATCH)
    }
    Letter.objects.post_to_many("emails/alert", many)
    clock.shift(60)
    post(to="ada@example.org")
    send()
    assert mail_server.taken[0].to == "ada@example.org"


def test_nothing_due_is_no_connection(mail_server: MailServer, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        send()
    assert mail_server.connections == 0


# --- What the server says. ---


def test_an_address_that_is_refused_for_good_is_not_tried_again(
    post: Post, mail_server: MailServer, clock
) -> None:
    letter, other = post(to="nobody@example.org"), post()
    mail_server.behave("rcpt", "550 5.1.1 <nobody@example.org>: no such mailbox")
    send()
    assert fate(letter) == fate(other) == Fate.REFUSED
    letter.refresh_from_db()
    assert letter.last_failure == "550 5.1.1 <[e-mail]>: no such mailbox"
    mail_server.behave()
    clock.shift(DAY)
    send()
    assert mail_server.taken == []


@pytest.mark.parametrize("step", ["rcpt", "data", "text"])
def test_a_letter_that_the_server_takes_later_is_tried_with_growing_delays(
    step: str, post: Post, mail_server: MailServer, clock
) -> None:
    letter = post()
    mail_server.behave(step, "451 4.7.1 Greylisted")
    send()
    assert fate(letter) == Fate.WAITING
    for delay in (2, 5, 15):
        clock.shift(delay - 1)
        connections = mail_server.connections
        send()
        assert mail_server.connections == connections
        clock.shift(1)
        send()
    mail_server.behave()
    clock.shift(30)
    send()
    assert len(mail_server.taken) == 1
    assert fate(letter) == Fate.SENT


def test_a_letter_that_is_never_taken_is_given_up_after_some_days(
    post: Post, mail_server: MailServer, clock
) -> None:
    letter = post()
    mail_server.behave("rcpt", "450 4.2.2 Mailbox full")
    for _ in range(4 * 24 * 2):
        send()
        clock.shift(1800)
    assert fate(letter) == Fate.WAITING
    clock.shift(1800)
    send()
    assert fate(letter) == Fate.GIVEN_UP
    mail_server.behave()
    clock.shift(1800)
    send()
    assert mail_server.taken == []


@pytest.mark.parametrize(
    ("step", "reply"),
    [
        ("greeting", "close"),
        ("greeting", "554 Not you"),
        ("greeting", "silence"),
        ("mail", "550 Sender unknown here"),
        ("mail", "close"),
        ("rcpt", "close"),
        ("rcpt", "421 Shutting down"),
        ("rcpt", "silence"),
    ],
)
def test_a_server_that_is_away_costs_no_letter_and_is_left_alone_for_a_while(
    step: str, reply: str, post: Post, mail_server: MailServer, clock
) -> None:
    letters = [post() for _ in range(5)]
    mail_server.behave(step, reply)
    send()
    assert mail_server.connections == 1
    send()
    assert mail_server.connections == 1
    assert Server.objects.here().failures == 1
    mail_server.behave()
    clock.shift(2)
    send()
    clock.shift(2)
    send()
    assert sorted(mail.to for mail in mail_server.taken) == sorted(one.to for one in letters)
    assert Server.objects.here().failures == 0


def test_a_server_that_refuses_connections_is_asked_less_and_less(
    post: Post, mail_server: MailServer, clock, caplog: pytest.LogCaptureFixture
) -> None:
    letter = post()
    mail_server.stop()
    for _ in range(360):
        send()
        clock.shift(10)
    assert 10 < Server.objects.here().failures < 20
    assert Letter.objects.get().attempts == 0
    clock.shift(30 * DAY)
    mail_server.start()
    send()
    assert [mail.to for mail in mail_server.taken] == [letter.to]


@pytest.mark.parametrize("reply", ["close", "silence"])
def test_a_letter_that_may_have_arrived_is_never_sent_again(
    reply: str, post: Post, mail_server: MailServer, clock
) -> None:
    letter, next_one = post(), post()
    mail_server.behave("text", reply)
    send()
    assert fate(letter) == Fate.UNKNOWN
    mail_server.behave()
    for _ in range(5):
        clock.shift(DAY)
        send()
    assert [mail.to for mail in mail_server.taken] == [letter.to, next_one.to]


def test_a_way_to_send_that_cannot_tell_is_not_asked_twice(
    post: Post, settings: Settings, clock
) -> None:
    settings.EMAIL_BACKEND = "tests.letters.practice.Unsure"
    letter = post()
    send()
    assert fate(letter) == Fate.UNKNOWN


# --- Workers that die, and workers that race. ---


def test_a_worker_that_died_before_handing_over_costs_half_a_minute(
    post: Post, mail_server: MailServer, clock
) -> None:
    letter = post()
    assert letter.claim()
    send()
    assert mail_server.taken == []
    clock.shift(30)
    send()
    assert len(mail_server.taken) == 1


def test_a_worker_that_died_after_handing_over_costs_the_letter_not_a_second_one(
    post: Post, mail_server: MailServer, clock
) -> None:
    letter = post()
    assert letter.claim()
    assert letter.hand_over()
    clock.shift(60)
    send()
    assert fate(letter) == Fate.WAITING
    clock.shift(600)
    send()
    assert fate(letter) == Fate.UNKNOWN
    assert mail_server.taken == []


def test_a_worker_that_lost_its_lease_hands_nothing_over(post: Post, clock) -> None:
    slow = post()
    assert slow.claim()
    clock.shift(30)
    assert Letter.objects.get().claim()
    assert not slow.hand_over()
    assert not slow.end(Fate.SENT)


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_letter_once(post: Post, mail_server: MailServer) -> None:
    letters = [post() for _ in range(BATCH)]
    together(send, send, send)
    assert sorted(mail.to for mail in mail_server.taken) == sorted(one.to for one in letters)
    assert Server.objects.here().sent == BATCH


# --- Words that cannot be written. ---


@pytest.mark.parametrize(
    "given",
    [
        {"template": "emails/nothing"},
        {"headers": {"X-Break": "one\nBcc: eve@example.org"}},
    ],
)
def test_a_letter_that_cannot_be_written_stops_no_other(
    given: dict, post: Post, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    broken, good = post(**given), post()
    caplog.set_level(logging.ERROR)
    send()
    assert [mail.to for mail in mail_server.taken] == [good.to]
    assert f"Letter {broken.pk} cannot be written" in caplog.text
    assert fate(broken) == Fate.WAITING


@pytest.mark.parametrize("to", ["a@b@c", "a b", "ada@example.org\nBcc: eve@example.org", ""])
def test_what_is_no_address_is_written_to_nobody(
    to: str, post: Post, mail_server: MailServer
) -> None:
    letter = post(to=to)
    send()
    assert mail_server.taken == []
    assert fate(letter) == Fate.REFUSED


def test_its_author_may_say_that_nobody_wants_it_any_more(
    post: Post, mail_server: MailServer, settings: Settings
) -> None:
    settings.LETTERS = {"emails/alert": "tests.letters.practice.unless_unwanted"}
    unwanted, wanted = post(context={"unwanted": True}), post(context={"unwanted": False})
    send()
    assert fate(unwanted) == Fate.UNWANTED
    [mail] = mail_server.taken
    assert mail.to == wanted.to
    assert mail.message["Subject"] == "Written late"
    assert mail.message["List-Id"] == "<late.example>"


# --- Afterwards. ---


def test_what_was_done_with_a_month_ago_is_forgotten(
    post: Post, mail_server: MailServer, clock
) -> None:
    post()
    send()
    mail_server.behave("rcpt", "450 Later")
    waiting = post()
    send()
    clock.shift(30 * DAY)
    forget()
    assert Letter.objects.count() == 2
    clock.shift(1)
    forget()
    assert Letter.objects.get() == waiting


def test_without_a_mail_server_letters_are_printed(
    post: Post, mailoutbox: list[EmailMessage]
) -> None:
    letter = post()
    send()
    assert [mail.to for mail in mailoutbox] == [[letter.to]]
    assert fate(letter) == Fate.SENT


def test_the_numbers_tell_what_waits_and_what_was_lost(
    post: Post, mail_server: MailServer, client, clock
) -> None:
    post()
    send()
    mail_server.behave("rcpt", "550 No")
    post()
    send()
    mail_server.behave("rcpt", "450 Later")
    post()
    send()
    clock.shift(90)
    told = client.get("/metrics").text
    assert "fitsite_letters_waiting 1\n" in told
    assert "fitsite_letters_oldest_seconds 90" in told
    assert 'fitsite_letters_lost{fate="refused"} 1\n' in told
    assert "fitsite_letters_sent_total 1\n" in told
    assert "fitsite_mail_server_failures 0" in told


def test_the_desk_shows_letters_without_their_addresses_and_changes_none(
    post: Post, signed_in: Callable, administrator, moderator
) -> None:
    letter = post(to="ada@example.org")
    desk = signed_in(administrator)
    for address in ("/admin/letters/letter/", f"/admin/letters/letter/{letter.pk}/change/"):
        shown = desk.get(address).text
        assert "a…@example.org" in shown
        assert "ada@" not in shown
    for address in ("add/", f"{letter.pk}/delete/"):
        assert desk.get(f"/admin/letters/letter/{address}").status_code == 403
    assert signed_in(moderator).get("/admin/letters/letter/").status_code == 403
