"""What readers, the worker and the public do in the tests of comments."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture

from articles.models import Article
from comments.duties import answer_due_checks
from fitsite.accounts.models import User

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def post(article: Article, typed: Callable[..., dict[str, str]], client: Client) -> Callable:
    """Send the form under an article as a browser does, each time as another reader."""
    numbers = count(1)

    def send(
        to: Article | None = None,
        *,
        browser: Client | None = None,
        address: str | None = None,
        headers: dict[str, str] | None = None,
        **given: Any,
    ) -> Any:
        number = next(numbers)
        nobody_else = f"10.7.{number // 250}.{number % 250 + 1}"
        return (browser or client).post(
            reverse("comments:post", args=[(to or article).slug]),
            urlencode(typed(**{name: str(value) for name, value in given.items()})),
            content_type=FORM,
            REMOTE_ADDR=nobody_else if address is None else address,
            headers=headers,
        )

    return send


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """A clock that stands still until a test moves it with `shift(seconds)`."""
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


@pytest.fixture
def work() -> Callable[[], None]:
    """The worker's duty, done until nothing more is due. Its threads need committed rows."""

    def run() -> None:
        while answer_due_checks():
            pass

    return run


@pytest.fixture
def read(article: Article, client: Client) -> Callable[..., str]:
    """What the public reads at an address, by default the article's."""

    def look(address: str = "") -> str:
        response = client.get(address or article.get_absolute_url(), follow=True)
        assert response.status_code == 200
        return response.content.decode()

    return look


@pytest.fixture
def desk(signed_in: Callable[[User], Client], moderator: User) -> Callable[..., str]:
    """A page of the admin about comments, as a moderator sees it; by default the list."""
    browser = signed_in(moderator)

    def look(address: str = "", **query: str) -> str:
        response = browser.get(f"/admin/comments/comment/{address}", query, follow=True)
        assert response.status_code == 200
        return response.content.decode()

    return look
