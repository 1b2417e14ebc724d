"""Readers with mailboxes, and the worker that brings them mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from time_machine import TimeMachineFixture

from articles.models import Article
from comments.duties import announce_comments
from comments.models import Subscription
from fitsite.letters.duties import send
from tests.conftest import Say
from tests.standin import AkismetStandIn
from tests.standin.smtp import MailServer, Taken

Deliver = Callable[[], list[Taken]]
Subscribe = Callable[..., Subscription]


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """A clock that stands still until a test moves it with `shift(seconds)`."""
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


@pytest.fixture
def deliver(mail_server: MailServer, settings: Settings) -> Deliver:
    """Let the worker do all that is due; the mails that came since the last time."""
    settings.SITE_URL = "https://blog.example"
    seen = 0

    def work() -> list[Taken]:
        nonlocal seen
        while announce_comments() or send():
            pass
        send()
        came = mail_server.taken[seen:]
        seen = len(mail_server.taken)
        return came

    return work


def link(mail: Taken, kind: str) -> str:
    """The path of a mail's link to one of the pages under /comments/mail/."""
    [found] = re.findall(rf"https://blog\.example/comments/mail/{kind}/\S+", mail.part("plain"))
    assert found in mail.part("html")
    return str(urlsplit(found).path)


@pytest.fixture
def subscribe(akismet: AkismetStandIn, say: Say, deliver: Deliver, article: Article) -> Subscribe:
    """Have a reader comment, ask for mail, and confirm it by the letter that comes."""

    def confirmed(email: str, scope: str = "answers", **given: Any) -> Subscription:
        comment = say(email=email, wants_mail=True, **given)
        [letter] = [mail for mail in deliver() if mail.to == email]
        path = link(letter, "confirm")
        assert Client().post(path, {"answer": "yes", "scope": scope}).status_code == 200
        return Subscription.objects.get(reader__address=email, article=comment.article_id)

    return confirmed
