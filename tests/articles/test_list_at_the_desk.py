"""The editors' list of articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from articles.models import Article

OpenDesk = Callable[..., Any]


@pytest.mark.parametrize("how_many", [1, 20])
def test_the_list_names_drafts_and_costs_the_same_however_long_it_is(
    how_many: int,
    article: Article,
    open_desk: OpenDesk,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(how_many):
        draft = Article.objects.draft(title=f"Draft {number}", slug=f"draft-{number}")
        draft.revise(title=f"Second draft {number}", slug=f"draft-{number}")
    browser = open_desk().browser
    with django_assert_max_num_queries(14):
        page = browser.get("/admin/articles/article/").text
    assert page.count(">Second draft") == how_many


@pytest.mark.parametrize("address", ["", "?q=plan"])
def test_the_list_tells_how_each_article_stands(
    address: str, article: Article, open_desk: OpenDesk, make_article: Callable[..., Article]
) -> None:
    Article.objects.draft(title="Plan A", slug="a")
    make_article(title="Plan B", publish_at="2999-01-01T00:00Z")
    make_article(title="Plan C").withdraw()
    make_article(title="Plan D")
    page = open_desk().browser.get(f"/admin/articles/article/{address}").text
    for title, state in (
        ("A", "Draft"),
        ("B", "Scheduled"),
        ("C", "Withdrawn"),
        ("D", "Published"),
    ):
        row = page.partition(f">Plan {title}</a>")[2].partition("</tr>")[0]
        assert f">{state}<" in row
