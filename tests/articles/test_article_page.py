"""The page of one article has all that a reader expects of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings

from articles.models import Article, Author, Category, Image
from tests.standin import AkismetStandIn

MakeArticle = Callable[..., Article]
Texts = Callable[[str], str]


@pytest.fixture
def words(client: Client) -> Texts:
    """What a reader reads of a page: its text in one line."""

    def read(address: str) -> str:
        main = client.get(address).text.partition("<main")[2].partition("</main>")[0]
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace(" ,", ",")

    return read


def test_it_has_title_byline_body_filing_and_the_form(filed_article: Article, words: Texts) -> None:
    read = words("/articles/the-long-run/")
    parts = [
        *("The long run", "Slowly, for hours.", "Written by Ann Lee and Ben Ode"),
        *("Start slowly .", "Article Tags: Endurance", "Article Categories: Running"),
        *("0 comments", "Leave a Reply"),
    ]
    places = [read.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_what_it_names_is_linked(filed_article: Article, client: Client) -> None:
    page = client.get("/articles/the-long-run/").text
    for address in ("/authors/ann-lee/", "/tags/endurance/", "/categories/sport/running/"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_what_an_article_lacks_is_not_announced(article: Article, words: Texts) -> None:
    read = words(article.get_absolute_url())
    for label in ("Written by", "Article Tags:", "Article Categories:"):
        assert label not in read


def test_readers_are_told_of_akismet_when_it_is_at_work(
    article: Article, akismet: AkismetStandIn, settings: Settings, words: Texts, client: Client
) -> None:
    settings.AKISMET_API_URL = "https://rest.akismet.com"
    assert "This site uses Akismet to reduce spam." in words(article.get_absolute_url())
    link = r'<a href="/privacy/comments/">\s*Learn how your comment data is processed\s*</a>'
    assert re.search(link, client.get(article.get_absolute_url()).text)
    assert client.get("/privacy/comments/").status_code == 200


def test_without_a_key_readers_are_told_what_is_true(article: Article, words: Texts) -> None:
    read = words(article.get_absolute_url())
    assert "Akismet" not in read
    assert "Every comment on this site is read by a person" in read


@pytest.mark.parametrize("slug", ["nothing", "draft", "draft%00", "a" * 500])
def test_what_is_not_published_is_not_found(slug: str, db: None, client: Client) -> None:
    Article.objects.draft(title="Draft", slug="draft", body="")
    assert client.get(f"/articles/{slug}/").status_code == 404


@pytest.mark.parametrize(
    "slug", ["übung-macht-den-meister", "длинный-бег", "長距離走", "kosu-ışığı"]
)
def test_addresses_may_be_in_any_script(
    slug: str, make_article: MakeArticle, client: Client
) -> None:
    article = make_article(title="Any script", slug=slug)
    assert client.get(article.get_absolute_url()).status_code == 200
    assert client.get(f"/articles/{slug}/").status_code == 200


def test_words_are_printed_as_words(make_article: MakeArticle, client: Client) -> None:
    hostile = '"><script>alert(1)</script>'
    picture = Image.objects.create(
        file="images/a.jpg", alt=hostile, caption=hostile, width=4, height=3
    )
    subject = Category.objects.create(name=hostile, slug="x", description=hostile)
    make_article(
        slug="x",
        title=hostile,
        summary=hostile,
        tag_names=[hostile],
        category_ids=[subject.pk],
        hero=picture,
    )
    for address in ("/articles/x/", "/", "/categories/x/"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert escape(hostile) in page


def test_the_picture_keeps_its_place_and_its_description(
    make_article: MakeArticle, client: Client
) -> None:
    picture = Image.objects.create(
        file="images/run.jpg", alt="Two runners", caption="At dawn", credit="Ann", width=8, height=4
    )
    page = client.get(make_article(hero=picture).get_absolute_url()).text
    tag = re.search(r'<img[^>]* src="/media/images/run.jpg"[^>]*>', page)
    assert tag is not None
    assert all(part in tag[0] for part in ('alt="Two runners"', 'width="8"', 'height="4"'))
    assert "At dawn" in page


@pytest.mark.parametrize("how_many", [1, 5])
def test_it_costs_the_same_however_much_is_filed_around_it(
    how_many: int,
    make_article: MakeArticle,
    client: Client,
    django_assert_num_queries: Any,
) -> None:
    photos = [Image.objects.create(file="images/a.jpg", width=4, height=3) for _ in range(how_many)]
    authors = [
        Author.objects.create(name="A", slug=f"a{photo.pk}", photo=photo) for photo in photos
    ]
    subjects = [Category.objects.create(name="C", slug=f"c{n}") for n in range(how_many)]
    inner = [Category.objects.create(name="I", slug=f"i{s.pk}", parent=s) for s in subjects]
    content: dict[str, Any] = {
        "author_ids": [author.pk for author in authors],
        "category_ids": [subject.pk for subject in inner],
        "tag_names": [f"tag {n}" for n in range(how_many)],
    }
    for _ in range(how_many + 1):
        article = make_article(**content)
    # The article; bylines; categories and tags; older, newer and related ones, and what they show;
    # the owner's settings; the thread and its count.
    with django_assert_num_queries(8):
        client.get(article.get_absolute_url())
