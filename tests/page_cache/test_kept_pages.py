"""A page is made once for everybody, and again as soon as it would look different."""

from __future__ import annotations

from articles.models import Article
from tests.page_cache.conftest import Site


def test_a_page_is_made_once(site: Site, article: Article) -> None:
    first, second = site.get("/articles/article-1/"), site.get("/articles/article-1/")
    assert not first.was_kept
    assert second.was_kept
    assert first.body == second.body


def test_a_change_is_seen_half_a_second_later(site: Site, article: Article) -> None:
    site.get("/")
    article.withdraw()
    assert "Article 1" in site.get("/").text
    site.a_moment_later()
    assert "Article 1" not in site.get("/").text
