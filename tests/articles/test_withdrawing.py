"""Taking an article out of the public's sight, and putting it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.test import Client
from time_machine import TimeMachineFixture

from articles.models import Article
from fitsite.accounts.models import User

MakeArticle = Callable[..., Article]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def status(client: Client, slug: str | None) -> int:
    return client.get(f"/articles/{slug}/").status_code


def test_a_withdrawn_article_is_gone_from_everywhere_until_it_is_published_again(
    filed_article: Article, client: Client, editor: User
) -> None:
    filed_article.withdraw(by=editor)
    assert status(client, "the-long-run") == 410
    for page in ("/", "/authors/ann-lee/", "/tags/endurance/", "/categories/sport/running/"):
        assert "The long run" not in client.get(page).text
    assert filed_article.live is not None
    filed_article.publish(filed_article.live)
    assert status(client, "the-long-run") == 200


def test_withdrawing_again_changes_nothing(
    filed_article: Article, editor: User, administrator: User
) -> None:
    filed_article.withdraw(by=editor)
    first = filed_article.unpublish_at
    filed_article.withdraw(by=administrator)
    assert filed_article.unpublish_at == first
    assert filed_article.modified_by == editor


def test_an_article_may_be_withdrawn_before_its_day_has_come(
    make_article: MakeArticle, client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    article = make_article(publish_at=NOON + timedelta(days=1))
    article.withdraw()
    time_machine.shift(timedelta(days=2))
    assert status(client, article.slug) == 404
