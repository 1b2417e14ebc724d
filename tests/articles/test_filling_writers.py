"""The migration that says of older articles whose they are."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from articles.models import Article, Author


@pytest.mark.django_db
def test_articles_of_before_belong_to_those_whose_names_their_newest_text_bears() -> None:
    ann, ben = (Author.objects.create(name=name, slug=name) for name in ("ann", "ben"))
    kept, nobodys = (
        Article.objects.draft(title=slug, slug=slug, author_ids=[ann.pk]) for slug in ("a", "b")
    )
    kept.revise(title="a", slug="a", author_ids=[ben.pk, 999])
    nobodys.revise(title="b", slug="b")
    for article in (kept, nobodys):
        article.writers.clear()
    import_module("articles.migrations.0011_own_articles").fill(apps, None)
    assert list(kept.writers.all()) == [ben]
    assert not nobodys.writers.exists()
