"""Whose names stand over an article, in the order in which the editor put them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db.models import ProtectedError
from django.test import Client

from articles.models import Article, Author, Revision
from fitsite.accounts.models import User

MakeArticle = Callable[..., Article]


def written_by(client: Client, article: Article) -> str:
    """The byline as a reader reads it."""
    text = re.sub(r"<[^>]+>", "", client.get(article.get_absolute_url()).text)
    found = re.search(r"Written by\s+(.*)", text)
    return found[1].strip() if found else ""


@pytest.mark.parametrize(
    ("slugs", "shown"),
    [
        (["ann-lee"], "Ann Lee"),
        (["ben-ode", "ann-lee"], "Ben Ode and Ann Lee"),
        (["ann-lee", "ben-ode"], "Ann Lee and Ben Ode"),
        (["cy-fox", "ann-lee", "ben-ode"], "Cy Fox, Ann Lee and Ben Ode"),
        (["ann-lee", "ben-ode", "ann-lee"], "Ann Lee and Ben Ode"),
        ([], ""),
    ],
)
def test_authors_are_named_in_their_order(
    slugs: list[str],
    shown: str,
    ann: Author,
    ben: Author,
    make_article: MakeArticle,
    client: Client,
) -> None:
    Author.objects.create(name="Cy Fox", slug="cy-fox")
    ids = {author.slug: author.pk for author in Author.objects.all()}
    article = make_article(author_ids=[ids[slug] for slug in slugs])
    assert written_by(client, article) == shown


def test_authors_may_change_places(
    filed_article: Article,
    change: Callable[..., Revision],
    ann: Author,
    ben: Author,
    client: Client,
) -> None:
    assert written_by(client, filed_article) == "Ann Lee and Ben Ode"
    filed_article.publish(change(filed_article, author_ids=[ben.pk, ann.pk]))
    assert written_by(client, filed_article) == "Ben Ode and Ann Lee"


def test_an_author_has_a_page_with_a_biography_and_the_articles(
    filed_article: Article, make_article: MakeArticle, client: Client
) -> None:
    make_article(title="By nobody")
    page = client.get("/authors/ann-lee/").text
    assert "Ann Lee" in page
    assert "Runs." in page
    assert "The long run" in page
    assert "By nobody" not in page


@pytest.mark.parametrize("slug", ["nobody", "%00", "a b", "'"])
def test_an_unknown_author_has_no_page(slug: str, client: Client, db: None) -> None:
    assert client.get(f"/authors/{slug}/").status_code == 404


def test_a_name_over_an_article_cannot_be_deleted(filed_article: Article, ann: Author) -> None:
    with pytest.raises(ProtectedError):
        ann.delete()


def test_an_account_that_goes_leaves_the_author_and_the_articles(
    make_article: MakeArticle, editor: User, ann: Author, client: Client
) -> None:
    ann.user = editor
    ann.save()
    article = make_article(author_ids=[ann.pk])
    editor.delete()
    assert written_by(client, article) == "Ann Lee"
