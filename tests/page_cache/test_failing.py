"""Whatever fails in the cache, readers get their page; what nobody can verify is not served."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from pytest_django import Settings

from articles.models import Article
from tests.page_cache import urls
from tests.page_cache.conftest import Site


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    urls.asked.clear()


@pytest.fixture
def away() -> Iterator[Callable[[str], None]]:
    """Let the database fail from now on wherever a query names this; "" is everywhere."""
    named: list[str] = []

    def fail(execute: Callable, sql: str, *rest: Any) -> Any:
        if any(name in sql for name in named):
            raise OperationalError("the database is away")
        return execute(sql, *rest)

    with connection.execute_wrapper(fail):
        yield named.append


def test_nothing_kept_is_served_while_its_version_cannot_be_looked_up(
    site: Site, article: Article, away: Callable[[str], None]
) -> None:
    site.get("/articles/article-1/")
    article.withdraw()
    site.a_moment_later()
    away("page_cache_pageversion")
    assert site.get("/articles/article-1/").status != "200 OK"


def test_a_database_that_is_away_is_an_error_and_no_old_page(
    site: Site, article: Article, away: Callable[[str], None]
) -> None:
    site.get("/articles/article-1/")
    site.a_moment_later()
    away("")
    assert site.get("/articles/article-1/").status == "500 Internal Server Error"


def test_a_page_made_with_something_missing_is_not_shown_to_others(
    site: Site, article: Article, away: Callable[[str], None]
) -> None:
    """The owner's name cannot be read, and the page is made with a default in its place."""
    away("branding_branding")
    for _ in range(2):
        answer = site.get("/privacy/comments/")
        assert (answer.status, answer.was_kept) == ("200 OK", False)


@pytest.mark.parametrize("wrong", ["no.such.module", "articles.schedule.no_such_function"])
def test_a_page_is_made_without_the_cache_where_that_is_broken(
    site: Site,
    article: Article,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    wrong: str,
) -> None:
    settings.PAGE_TURNS = [wrong]
    for _ in range(2):
        answer = site.get("/articles/article-1/?utm_source=mail")
        assert (answer.status, answer.was_kept) == ("200 OK", False)
    assert "The page cache failed" in caplog.text


def test_a_view_that_names_an_unknown_scope_is_a_mistake_of_ours(
    site: Site, odd_views: None
) -> None:
    assert site.get("/mistaken/").status == "500 Internal Server Error"
