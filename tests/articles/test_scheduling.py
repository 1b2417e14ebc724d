"""Being public is decided by the clock when a page is asked for, the same on every page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from articles.models import Article, Author, Category, Revision

MakeArticle = Callable[..., Article]
OPENS = datetime(2026, 3, 1, 12, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=7)
MOMENT = timedelta(microseconds=1)
PAGES = [
    *("/", "/tags/plans/", "/categories/sport/", "/categories/sport/running/"),
    *("/authors/ann-lee/", "/articles/plan/", "/archive/2026/03/"),
]


@pytest.fixture
def plan(
    make_article: MakeArticle, ann: Author, running: Category, time_machine: TimeMachineFixture
) -> Article:
    """An article that will be public for a week."""
    time_machine.move_to(OPENS - timedelta(days=1), tick=False)
    return make_article(
        title="Plan of the week",
        slug="plan",
        publish_at=OPENS,
        unpublish_at=CLOSES,
        author_ids=[ann.pk],
        category_ids=[running.pk],
        tag_names=["plans"],
    )


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("at", "public"),
    [
        (OPENS - MOMENT, False),
        (OPENS, True),
        (CLOSES - MOMENT, True),
        (CLOSES, False),
        (CLOSES + timedelta(days=365), False),
    ],
    ids=["just before", "on time", "at the last moment", "over", "a year later"],
)
def test_every_page_opens_and_closes_on_time(
    address: str,
    at: datetime,
    public: bool,
    plan: Article,
    client: Client,
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(at, tick=False)
    response = client.get(address)
    assert ("Plan of the week" in response.text) is public
    if address == "/articles/plan/" and not public:
        assert response.status_code == (404 if at < OPENS else 410)
    elif address == "/archive/2026/03/":
        assert response.status_code == (200 if public else 404)
    else:
        assert response.status_code == 200


def test_a_later_draft_does_not_move_the_schedule(
    plan: Article,
    change: Callable[..., Revision],
    client: Client,
    time_machine: TimeMachineFixture,
) -> None:
    change(plan, publish_at=OPENS + timedelta(days=3))
    time_machine.move_to(OPENS, tick=False)
    assert client.get("/articles/plan/").status_code == 200


@pytest.mark.parametrize(
    ("days", "open_"), [(0, True), (13, True), (14, False)], ids=["first day", "last", "over"]
)
def test_comments_close_some_days_after_publication(
    days: int,
    open_: bool,
    make_article: MakeArticle,
    client: Client,
    time_machine: TimeMachineFixture,
) -> None:
    make_article(slug="talk", publish_at=OPENS, comments_close_after=14)
    time_machine.move_to(OPENS + timedelta(days=days), tick=False)
    page = client.get("/articles/talk/").text
    assert ("Leave a Reply" in page) is open_
    assert ("Comments on this article are closed." in page) is not open_
