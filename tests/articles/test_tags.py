"""Tags: one per word, however it is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from articles.models import Article, Tag
from fitsite.accounts.models import User

MakeArticle = Callable[..., Article]


@pytest.mark.parametrize("again", ["Strength", "strength", "STRENGTH", " strength "])
def test_the_same_word_is_the_same_tag(again: str, make_article: MakeArticle) -> None:
    make_article(tag_names=["Strength"])
    make_article(tag_names=[again.strip()])
    assert [tag.name for tag in Tag.objects.all()] == ["Strength"]
    assert Tag.objects.get().tagged_articles.count() == 2


def test_the_same_word_twice_on_one_article_is_one_tag(make_article: MakeArticle) -> None:
    article = make_article(tag_names=["Strength", "strength", "STRENGTH"])
    assert article.tags.count() == 1


@pytest.mark.parametrize("word", ["Übung", "Ёлка"])
def test_letters_beyond_ascii_have_cases_too(word: str, make_article: MakeArticle) -> None:
    make_article(tag_names=[word])
    make_article(tag_names=[word.lower(), word.upper()])
    assert Tag.objects.count() == 1


def test_tags_cannot_be_doubled_behind_the_desk_either(db: None) -> None:
    Tag.objects.create(name="Strength", slug="strength")
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name="STRENGTH", slug="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.bulk_create([Tag(name="strength", slug="another")])
    by_hand = "INSERT INTO articles_tag (name, slug, folded) VALUES ('sTRENGTH', 'third', 'third')"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(by_hand)


def test_the_desk_says_that_a_tag_exists(editor: User, signed_in: Callable[[User], Client]) -> None:
    Tag.objects.create(name="Strength", slug="strength")
    filled_in = {"name": "STRENGTH", "slug": "strength-2"}
    page = signed_in(editor).post("/admin/articles/tag/add/", filled_in)
    assert "This tag exists already." in page.text
    assert Tag.objects.count() == 1


def test_words_with_the_same_slug_keep_pages_of_their_own(
    make_article: MakeArticle, client: Client
) -> None:
    make_article(title="About the language", tag_names=["C"])
    make_article(title="About the other", tag_names=["C++"])
    addresses = {tag.get_absolute_url() for tag in Tag.objects.all()}
    assert len(addresses) == 2
    assert all(client.get(address).status_code == 200 for address in addresses)


def test_a_tags_page_lists_its_articles_and_no_others(
    make_article: MakeArticle, client: Client
) -> None:
    make_article(title="Squats", tag_names=["Strength", "Legs"])
    make_article(title="Marathon", tag_names=["Legs"])
    page = client.get("/tags/strength/").text
    assert "Squats" in page
    assert "Marathon" not in page


@pytest.mark.parametrize("slug", ["strength", "%00", "a b", "'"])
def test_a_tag_that_nobody_made_has_no_page(slug: str, client: Client, db: None) -> None:
    assert client.get(f"/tags/{slug}/").status_code == 404


def test_a_deleted_tag_disappears_from_its_articles(
    make_article: MakeArticle, client: Client
) -> None:
    article = make_article(tag_names=["Strength"])
    Tag.objects.get().delete()
    page = client.get(article.get_absolute_url())
    assert page.status_code == 200
    assert "Article Tags:" not in page.text
