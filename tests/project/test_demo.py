"""The demo magazine: what it is made of is there, and loads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from articles.models import Article, Author
from comments.models import Comment
from fitsite.markup import clean_article

DEMO = Path("fitsite/demo")
SITE = json.loads((DEMO / "site.json").read_text())
BODIES = sorted((DEMO / "articles").glob("*.html"))
NAMED = re.compile(r'<img src="picture:([^"]+)" alt="([^"]*)">')


@pytest.fixture
def magazine(db: None, tmp_path: Path, settings: Settings) -> Path:
    call_command("load_demo", credentials=tmp_path / "sign-ins")
    return Path(settings.MEDIA_ROOT)


def test_every_article_has_a_body_a_picture_and_words_for_who_cannot_see_it() -> None:
    assert {entry["body_file"] for entry in SITE["articles"]} == {
        f"articles/{body.name}" for body in BODIES
    }
    for entry in SITE["articles"]:
        assert (DEMO / entry["hero"]).exists(), entry["slug"]
        assert 30 < len(entry["hero_alt"]) <= 300, entry["slug"]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.stem)
def test_a_body_names_pictures_that_exist_and_describes_them(body: Path) -> None:
    text = body.read_text()
    assert text.count("<img") == len(NAMED.findall(text))
    for name, alt in NAMED.findall(text):
        assert (DEMO / "pictures" / name).exists()
        assert 30 < len(alt) <= 300


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.stem)
def test_a_body_is_typeset_and_keeps_all_its_markup_when_cleaned(body: Path) -> None:
    text = body.read_text()
    words = re.sub(r"<[^>]+>", " ", text)
    assert not re.search(r"""["']| - |--|\.\.\.""", words)
    assert len(words.split()) > 900
    assert text.count("<h2>") >= 3
    tags = re.compile(r"<(/?\w+)")
    assert tags.findall(clean_article(text)) == tags.findall(text)


def test_the_comments_belong_to_articles_and_accounts_that_exist() -> None:
    slugs = {entry["slug"] for entry in SITE["articles"]}
    people = {entry["slug"] for entry in SITE["authors"]} | {"moderator"}
    for file in (DEMO / "comments").glob("*.json"):
        assert file.stem in slugs
        assert set(re.findall(r'"by": "([^"]+)"', file.read_text())) <= people


def test_the_demo_can_be_read_with_its_pictures_and_nobody_signs_in_as_its_authors(
    magazine: Path, client: Client
) -> None:
    every_article_can_be_read(magazine, client)
    authors_answer_under_their_names_but_cannot_sign_in()


def every_article_can_be_read(magazine: Path, client: Client) -> None:
    assert Article.objects.published().count() == len(SITE["articles"])
    for article in Article.objects.published():
        page = client.get(article.get_absolute_url())
        assert page.status_code == 200
        assert "picture:" not in article.body
        for address in re.findall(r'src="/media/([^"]+)"', article.body):
            assert (magazine / unquote(address)).exists()


def authors_answer_under_their_names_but_cannot_sign_in() -> None:
    for author in Author.objects.select_related("user"):
        assert author.user is not None
        assert not author.user.has_usable_password()
        assert not author.user.is_staff
    answers = Comment.objects.filter(user__author__isnull=False)
    names = answers.values_list("name", "user__author__name")
    assert names
    assert all(name == author for name, author in names)
