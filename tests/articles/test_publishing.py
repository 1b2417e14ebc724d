"""Publishing: the one way in which what an editor wrote becomes what readers see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from articles.models import Article, Author, Category, Revision
from articles.models.publishing import SlugTaken
from fitsite.accounts.models import User

MakeArticle = Callable[..., Article]
Change = Callable[..., Revision]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def status(client: Client, slug: str | None) -> int:
    return client.get(f"/articles/{slug}/").status_code


def test_a_draft_is_nowhere_to_be_seen(db: None, client: Client, editor: User) -> None:
    Article.objects.draft(title="Secret plan", slug="secret-plan", by=editor, tag_names=["plans"])
    assert status(client, "secret-plan") == 404
    assert "Secret plan" not in client.get("/").text
    assert client.get("/tags/plans/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": "The longest run"}, "The longest run"),
        ({"summary": "Even slower."}, "Even slower."),
        ({"body": "<p>Walk first.</p>"}, "Walk first."),
        ({"tag_names": ["Endurance", "Patience"]}, "Patience"),
        ({"comments_open": False}, "Comments on this article are closed."),
    ],
    ids=["title", "summary", "body", "tags", "comments"],
)
def test_a_change_is_not_public_until_it_is_published(
    changed: dict[str, Any], words: str, filed_article: Article, change: Change, client: Client
) -> None:
    revision = change(filed_article, **changed)
    assert words not in client.get("/articles/the-long-run/").text
    filed_article.publish(revision)
    assert words in client.get("/articles/the-long-run/").text


def test_where_it_is_filed_is_not_public_until_it_is_published(
    filed_article: Article, change: Change, client: Client, sport: Category, ben: Author
) -> None:
    pages = ["/authors/ann-lee/", "/tags/endurance/", "/categories/sport/running/"]
    revision = change(filed_article, author_ids=[ben.pk], category_ids=[sport.pk], tag_names=[])
    assert all("The long run" in client.get(page).text for page in pages)
    filed_article.publish(revision)
    assert not any("The long run" in client.get(page).text for page in pages)
    assert "The long run" in client.get("/categories/sport/").text


def test_publishing_an_older_revision_brings_the_older_text_back(
    filed_article: Article, change: Change, client: Client
) -> None:
    older = filed_article.live
    assert older is not None
    filed_article.publish(change(filed_article, title="Other", tag_names=["Other"]))
    filed_article.publish(older)
    page = client.get("/articles/the-long-run/").text
    assert "<h1>The long run</h1>" in page
    assert "Endurance" in page


def test_publishing_twice_is_publishing_once(
    filed_article: Article, client: Client, editor: User
) -> None:
    before = client.get("/articles/the-long-run/").content
    assert filed_article.live is not None
    filed_article.publish(filed_article.live, by=editor)
    assert client.get("/articles/the-long-run/").content == before


def test_the_day_of_first_publication_stays(
    make_article: MakeArticle, change: Change, time_machine: TimeMachineFixture, editor: User
) -> None:
    time_machine.move_to(NOON, tick=False)
    article = make_article()
    time_machine.shift(timedelta(days=30))
    article.publish(change(article, title="Corrected"), by=editor)
    assert article.publish_at == NOON
    assert (article.modified_at, article.modified_by) == (NOON + timedelta(days=30), editor)


def test_taking_the_date_away_publishes_at_once(
    make_article: MakeArticle, change: Change, client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    article = make_article(publish_at=NOON + timedelta(days=30))
    assert status(client, article.slug) == 404
    article.publish(change(article, publish_at=None))
    assert status(client, article.slug) == 200
    assert article.publish_at == NOON


def test_an_address_that_is_taken_is_refused_and_nothing_changes(
    filed_article: Article, make_article: MakeArticle, change: Change, client: Client
) -> None:
    other = make_article(title="Other", slug="other")
    with pytest.raises(SlugTaken, match="the-long-run"):
        other.publish(change(other, title="Usurper", slug="the-long-run"))
    assert "<h1>The long run</h1>" in client.get("/articles/the-long-run/").text
    assert "<h1>Other</h1>" in client.get("/articles/other/").text


def test_an_address_that_was_given_up_can_be_taken(
    filed_article: Article, make_article: MakeArticle, change: Change, client: Client
) -> None:
    filed_article.publish(change(filed_article, slug="long-run"))
    assert status(client, "the-long-run") == 404
    assert status(client, "long-run") == 200
    make_article(slug="the-long-run")
    assert status(client, "the-long-run") == 200


def test_what_was_deleted_since_is_left_out(
    make_article: MakeArticle, ann: Author, ben: Author, sport: Category, client: Client
) -> None:
    article = Article.objects.draft(
        title="T", slug="t", author_ids=[ben.pk, ann.pk, ben.pk], category_ids=[sport.pk]
    )
    ben.delete()
    sport.delete()
    article.publish(article.revisions.get())
    assert [author.name for author in article.bylines] == ["Ann Lee"]
    assert status(client, "t") == 200


def test_every_text_is_kept_with_its_number_and_its_writer(
    article: Article, change: Change, editor: User
) -> None:
    change(article, title="Second", by=editor)
    third = change(article, title="Third")
    assert [revision.number for revision in article.revisions.all()] == [3, 2, 1]
    assert article.latest == third
    assert article.revisions.get(number=2).created_by == editor
