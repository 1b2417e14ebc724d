"""A published answer is mailed once to those who confirmed that they want it; to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from comments.duties import announce_comments
from comments.erasing import erase
from comments.mail import announcing
from comments.models import Announcement, Comment, Erasure, Reader, Subscription
from fitsite.accounts.models import User
from fitsite.letters.duties import send
from fitsite.letters.models import Letter
from tests.comments.together import together
from tests.conftest import MakeArticle, Say
from tests.mail.conftest import Deliver, Subscribe, link
from tests.standin.smtp import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ADA, BEN, EVE = "ada@example.com", "ben@example.com", "eve@example.com"
MINUTE, DAY = 60, 24 * 3600


@pytest.fixture
def adas(subscribe: Subscribe) -> Comment:
    """Ada's comment, to which she wants to hear of answers."""
    subscription = subscribe(ADA, body="How often?")
    assert subscription.comment
    return subscription.comment


def test_an_answer_is_mailed_in_plain_words(adas: Comment, say: Say, deliver: Deliver) -> None:
    answer = say("Every *other* day.\n\nOr so.", parent=adas, name="Ben", email=BEN)
    [mail] = deliver()
    assert mail.to == ADA
    assert mail.message["Subject"] == f"Ben answered you: {adas.article.title}"
    text = mail.part("plain")
    assert "Every other day.\n\nOr so." in text
    assert f"https://blog.example/comments/{answer.pk}/" in text
    assert "<p>Every other day.</p>" in mail.part("html")
    assert BEN not in text
    assert ADA not in text
    assert deliver() == []


def test_the_letter_has_what_mail_programs_ask_for(
    adas: Comment, say: Say, deliver: Deliver
) -> None:
    first = say(parent=adas)
    second = say(parent=first)
    letters = [mail.message for mail in deliver()]
    for message in letters:
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        stop = message["List-Unsubscribe"].strip()
        assert stop.startswith("<https://blog.example/comments/mail/stop/")
        assert message["List-Id"] == f"<article-{adas.article_id}.comments.blog.example>"
        assert message["Auto-Submitted"] == "auto-generated"
        assert "Precedence" not in message
    one, two = letters
    names = [f"article-{adas.article_id}", f"comment-{adas.pk}", f"comment-{first.pk}"]
    mine = one["Message-ID"].partition(".")[2]
    assert one["Message-ID"] == f"<{names[2]}.{mine}"
    assert two["Message-ID"] == f"<comment-{second.pk}.{mine}"
    assert two["References"].split() == [f"<{name}.{mine}" for name in names]
    assert two["In-Reply-To"] == one["Message-ID"]
    assert "ada" not in mine


def test_answers_to_an_answer_count_and_other_comments_do_not(
    adas: Comment, say: Say, deliver: Deliver
) -> None:
    other = say()
    say(parent=other)
    assert deliver() == []
    deep = say(parent=say(parent=say(parent=adas)))
    assert [mail.to for mail in deliver()] == [ADA] * 3
    assert deep.depth == 3


def test_every_new_comment_for_who_wants_that(
    subscribe: Subscribe, say: Say, deliver: Deliver, make_article: MakeArticle
) -> None:
    subscribe(ADA, scope="all")
    say(name="Ben")
    say(article=make_article())
    [mail] = deliver()
    assert mail.message["Subject"].startswith("Ben commented: ")


def test_nobody_is_told_of_their_own_comment(
    subscribe: Subscribe, say: Say, deliver: Deliver
) -> None:
    subscription = subscribe(ADA, scope="all")
    say(email="Ada@Example.com", parent=subscription.comment)
    assert deliver() == []


def test_who_never_confirmed_gets_no_answers(
    adas: Comment, say: Say, deliver: Deliver, moderator: User
) -> None:
    bens = say(email=BEN, wants_mail=True)
    deliver()
    say(parent=bens)
    assert deliver() == []


@pytest.mark.parametrize("text", ["casino", "waits"])
def test_an_answer_that_is_not_public_is_not_mailed(
    text: str, adas: Comment, akismet, say: Say, deliver: Deliver, moderator: User, clock
) -> None:
    if text == "waits":
        akismet.behave("html")
    answer = say(text, parent=adas)
    clock.shift(DAY)
    assert deliver() == []
    answer.approve(by=moderator)
    assert [mail.to for mail in deliver()] == [ADA]


def test_publishing_again_mails_nothing_again(
    adas: Comment, say: Say, deliver: Deliver, moderator: User, clock
) -> None:
    answer = say(parent=adas)
    assert len(deliver()) == 1
    for verb in ("hold", "approve", "mark_as_spam", "approve", "remove", "restore"):
        getattr(answer, verb)(by=moderator)
        clock.shift(DAY)
        assert deliver() == []


def test_an_edit_mails_nothing(adas: Comment, say: Say, deliver: Deliver) -> None:
    answer = say(parent=adas)
    deliver()
    answer.edit("Another thought").settle("ham")
    assert deliver() == []


# --- Between the answer and its letter. ---


@pytest.fixture
def in_the_outbox(adas: Comment, say: Say, deliver: Deliver) -> Letter:
    """A letter to Ada that has not been sent yet."""
    say("Just now", parent=adas)
    announce_comments()
    return Letter.objects.open().get()


def test_what_was_unpublished_meanwhile_is_not_sent(
    in_the_outbox: Letter, deliver: Deliver, moderator: User
) -> None:
    Comment.objects.get(body="Just now").hold(by=moderator)
    assert deliver() == []
    assert Letter.objects.get(pk=in_the_outbox.pk).fate == "unwanted"


def test_what_was_changed_meanwhile_is_sent_as_it_is_now(
    in_the_outbox: Letter, deliver: Deliver
) -> None:
    Comment.objects.get(body="Just now").edit("Second thoughts").settle("ham")
    [mail] = deliver()
    assert "Second thoughts" in mail.part("plain")
    assert "Just now" not in mail.part("plain")


def test_who_unsubscribed_meanwhile_gets_nothing(in_the_outbox: Letter, deliver: Deliver) -> None:
    Subscription.objects.get().end()
    assert deliver() == []


def test_who_fell_silent_meanwhile_gets_nothing(in_the_outbox: Letter, deliver: Deliver) -> None:
    Reader.objects.get().fall_silent()
    assert deliver() == []


def test_a_withdrawn_article_mails_nothing(
    in_the_outbox: Letter, deliver: Deliver, article: Article
) -> None:
    article.withdraw()
    assert deliver() == []


# --- Many subscribers, several workers, workers that die. ---


@pytest.fixture
def crowd(article: Article) -> Callable[[int], None]:
    """So many readers who want every comment."""

    def gather(number: int) -> None:
        now = timezone.now()
        readers = Reader.objects.bulk_create(
            [Reader(address=f"crowd{n}@example.com", confirmed_at=now) for n in range(number)]
        )
        Subscription.objects.bulk_create(
            Subscription(
                reader=reader, article=article, scope="all", requested_at=now, confirmed_at=now
            )
            for reader in readers
        )

    return gather


def test_publishing_costs_the_same_however_many_want_mail(
    akismet, say: Say, crowd: Callable, moderator: User
) -> None:
    say("casino").approve(by=moderator)
    costs = []
    for number in (0, 300):
        crowd(number)
        comment = say("casino")
        with CaptureQueriesContext(connection) as asked:
            comment.approve(by=moderator)
        costs.append(len(asked))
    assert costs[0] == costs[1]
    assert Announcement.objects.count() == 3


def test_letters_to_many_are_written_some_at_a_time(
    akismet, say: Say, crowd: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "BATCH", 4)
    crowd(10)
    say()
    for written in (4, 8, 10):
        announce_comments()
        assert Letter.objects.count() == written
    assert not Announcement.objects.exists()
    assert not announce_comments()
    assert len(set(Letter.objects.values_list("to", flat=True))) == 10


def test_a_worker_that_died_among_many_is_carried_on_with(
    akismet, say: Say, crowd: Callable, monkeypatch: pytest.MonkeyPatch, clock
) -> None:
    monkeypatch.setattr(announcing, "BATCH", 4)
    crowd(10)
    say()
    announce_comments()
    dead = Announcement.objects.get()
    assert dead.claim()
    assert not announce_comments()
    clock.shift(30)
    announcing.announce(dead)  # It was not dead, only slow.
    assert Letter.objects.count() == 8
    clock.shift(30)
    while announce_comments():
        pass
    assert Letter.objects.count() == 10


@pytest.mark.django_db(transaction=True)
def test_several_workers_write_and_send_one_letter_each(
    akismet, say: Say, crowd: Callable, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "BATCH", 3)
    crowd(10)
    for _ in range(2):
        say()

    def work() -> None:
        while announce_comments() or Announcement.objects.exists() or send():
            pass
        send()

    together(work, work, work)
    while send():
        pass
    told = [mail.to for mail in mail_server.taken]
    assert sorted(told) == sorted([f"crowd{n}@example.com" for n in range(10)] * 2)


@pytest.mark.django_db(transaction=True)
def test_who_is_erased_while_letters_are_written_is_not_written_to_afterwards(
    subscribe: Subscribe, say: Say
) -> None:
    for number in range(4):
        address = f"gone{number}@example.com"
        subscribe(address, scope="all")
        say()
        erasure = Erasure.objects.ask(address)
        together(announce_comments, partial(erase, erasure))
        assert not Letter.objects.filter(to=address).exists()
        assert not Reader.objects.filter(address=address).exists()


# --- One's own comment that had to wait. ---


def test_who_had_to_wait_is_told_when_the_comment_is_published(
    adas: Comment, akismet, say: Say, deliver: Deliver, moderator: User, clock
) -> None:
    akismet.behave("html")
    waiting = say(email=ADA, wants_mail=True)
    clock.shift(11 * MINUTE)
    waiting.approve(by=moderator)
    [mail] = deliver()
    assert mail.to == ADA
    assert mail.message["Subject"] == f"Your comment is published: {adas.article.title}"
    assert f"/comments/{waiting.pk}/" in mail.part("plain")


def test_who_did_not_wait_or_did_not_confirm_is_not_told(
    adas: Comment, akismet, say: Say, deliver: Deliver, moderator: User, clock
) -> None:
    say(email=ADA)
    akismet.behave("html")
    strangers = say(email=EVE)
    clock.shift(DAY)
    strangers.approve(by=moderator)
    assert deliver() == []


# --- What strangers typed. ---

HOSTILE = (
    "\u202eIgnore\u202c\r\nBcc: eve@example.com\x07 http://evil.example/x ev\u202eil.exa\u200bmple"
)


def test_nothing_typed_gets_into_a_header_or_becomes_a_link(
    adas: Comment, say: Say, deliver: Deliver
) -> None:
    say(
        "See [my shop](http://evil.example/a) ![now](http://evil.example/b.png) or"
        " www.evil.example, evil.example/c?d, HTTPS://EVIL.EXAMPLE, me@evil.example,"
        " <script>alert(1)</script> \u202egnp.exe\u202c javascript:alert(1)",
        parent=adas,
        name=HOSTILE,
    )
    [mail] = deliver()
    assert mail.recipients == [ADA]
    assert "Bcc" not in mail.message
    raw = mail.raw.decode().lower() + mail.part("plain").lower() + mail.part("html").lower()
    assert "evil" not in raw
    assert "\u202e" not in raw
    assert "<script" not in mail.part("html")
    assert "javascript:" not in raw
    assert "my shop" in mail.part("plain")
    assert "[link]" in mail.part("plain")


def test_long_texts_are_cut(adas: Comment, say: Say, deliver: Deliver) -> None:
    say("word " * 1900, parent=adas, name="n" * 80)
    [mail] = deliver()
    assert len(mail.part("plain")) < 2000
    assert "…" in mail.part("plain")
    assert len(mail.message["Subject"]) <= 150


def test_no_part_of_a_letter_asks_for_pictures_or_sheets(
    adas: Comment, say: Say, deliver: Deliver
) -> None:
    say(parent=adas)
    [mail] = deliver()
    assert not {"<img", "<link", "<style", "src="} & set(mail.part("html").lower().split())
    assert "<img" not in mail.part("html")


def test_confirmed_readers_are_nobody_at_the_desk(
    subscribe: Subscribe, deliver: Deliver, moderator: User, say: Say
) -> None:
    browser = Client()
    comment = say(email=moderator.email, wants_mail=True)
    [letter] = deliver()
    browser.post(link(letter, "confirm"), {"answer": "yes"})
    comment.refresh_from_db()
    assert comment.is_from_confirmed_address
    assert browser.get("/admin/").status_code == 302
    assert not browser.cookies
    again = say(email=moderator.email, body="casino")
    assert again.user is None
    assert again.status == "spam"
