"""Two people press Publish, or save, in the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connections

from articles.models import Article
from articles.models.publishing import SlugTaken

pytestmark = pytest.mark.django_db(transaction=True)


def together(*deeds: Callable[[], object]) -> list[str]:
    """Do all at the same moment; the names of what each raised, "" for nothing."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> str:
        try:
            start.wait(timeout=30)
            deed()
        except Exception as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


@pytest.mark.parametrize("attempt", range(3))
def test_one_address_goes_to_one_article(attempt: int) -> None:
    drafts = [Article.objects.draft(title=title, slug="same") for title in ("One", "Other")]
    outcomes = together(*(partial(draft.publish, draft.revisions.get()) for draft in drafts))
    assert sorted(outcomes) == ["", SlugTaken.__name__]
    assert Article.objects.published().count() == 1


def test_every_save_becomes_a_revision_of_its_own() -> None:
    article = Article.objects.draft(title="First", slug="first")
    saves = [partial(article.revise, title=f"Save {n}", slug="first") for n in range(4)]
    assert together(*saves) == [""] * 4
    assert [revision.number for revision in article.revisions.all()] == [5, 4, 3, 2, 1]


def test_a_new_tag_may_come_from_two_articles_at_once() -> None:
    drafts = [
        Article.objects.draft(title=slug, slug=slug, tag_names=["Fresh"]) for slug in ("a", "b")
    ]
    deeds = (partial(draft.publish, draft.revisions.get()) for draft in drafts)
    assert together(*deeds) == ["", ""]
    assert Article.objects.filter(tags__name="Fresh").count() == 2
