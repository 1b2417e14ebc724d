"""A picture that is used cannot be deleted, and the desk says where it is used (ED07)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import ProtectedError

from articles.models import Article, Author, Image, Page
from fitsite.accounts.models import User
from tests.articles.pictures import picture, upload
from tests.articles.shown_pictures import work

MakeArticle = Callable[..., Article]
Desk = Callable[..., Any]


@pytest.fixture
def body(photograph: Image) -> str:
    """A text that shows the photograph."""
    return f'<p>Look:</p><img src="{photograph.file.url}" alt="A">'


USES = {
    "a hero": lambda image, body: _article(hero=image),
    "a published text": lambda image, body: _article(body=body),
    "a draft": lambda image, body: Article.objects.draft(title="Used here", body=body),
    "an old text": lambda image, body: _article(body=body).revise(title="Used here", body="None"),
    "a page": lambda image, body: Page.objects.create(title="Used here", slug="a", body=body),
    "a face": lambda image, body: Author.objects.create(name="Used here", slug="a", photo=image),
}


def _article(**content: Any) -> Article:
    article = Article.objects.draft(title="Used here", slug="used-here", **content)
    article.publish(article.revisions.get())
    return article


@pytest.mark.parametrize("use", USES)
def test_it_cannot_be_deleted_at_the_desk(
    use: str, photograph: Image, body: str, editor: User, signed_in: Any
) -> None:
    USES[use](photograph, body)
    browser, desk = signed_in(editor), "/admin/articles/image/"
    assert "Used here" in browser.get(f"{desk}{photograph.pk}/change/").text
    asked = browser.get(f"{desk}{photograph.pk}/delete/").text
    assert "Used here" in asked
    assert 'type="submit"' not in asked.partition('id="content"')[2]
    browser.post(f"{desk}{photograph.pk}/delete/", {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": photograph.pk, "post": "yes"}
    browser.post(desk, chosen)
    assert Image.objects.exists()


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("how", ["one", "many"])
def test_it_cannot_be_deleted_otherwise(how: str, use: str, photograph: Image, body: str) -> None:
    USES[use](photograph, body)
    with pytest.raises(ProtectedError):
        photograph.delete() if how == "one" else Image.objects.all().delete()
    assert Image.objects.exists()


def test_when_what_used_it_is_gone_it_can_be_deleted(
    photograph: Image, body: str, editor: User, signed_in: Any
) -> None:
    _article(hero=photograph, body=body).delete()
    Page.objects.create(title="P", slug="p", body=body)
    page = Page.objects.get()
    page.body = "None"
    page.save()
    browser = signed_in(editor)
    desk = f"/admin/articles/image/{photograph.pk}"
    assert "Nothing yet" in browser.get(f"{desk}/change/").text
    browser.post(f"{desk}/delete/", {"post": "yes"})
    assert not Image.objects.exists()


def test_the_file_of_a_picture_in_a_text_is_not_replaced(
    photograph: Image, body: str, editor: User, signed_in: Any
) -> None:
    _article(body=body)
    other = {"file": upload(picture(), "other.jpg"), "alt": "B", "focal_x": 50, "focal_y": 50}
    desk = f"/admin/articles/image/{photograph.pk}/change/"
    response = signed_in(editor).post(desk, other)
    assert "Upload the other one as a new picture" in response.text
    assert Image.objects.get().file.name == "images/photo.jpg"
    words = {"alt": "B", "focal_x": 50, "focal_y": 50}
    assert signed_in(editor).post(desk, words).status_code == 302
    assert Image.objects.get().alt == "B"


def test_the_desk_says_how_far_the_small_copies_are(
    photograph: Image, editor: User, signed_in: Any
) -> None:
    browser = signed_in(editor)
    assert "Being made" in browser.get("/admin/articles/image/").text
    work()
    listed = browser.get("/admin/articles/image/").text
    assert "Ready" in listed
    assert "/media/renditions/" in listed
    chosen = {"action": "make_anew", "_selected_action": photograph.pk}
    browser.post("/admin/articles/image/", chosen)
    assert "Being made" in browser.get("/admin/articles/image/").text
    Image.objects.update(attempts=3)
    desk = f"/admin/articles/image/{photograph.pk}/change/"
    assert "Failed 3 times" in browser.get(desk).text


def test_an_empty_form_has_nothing_to_click_on(editor: User, signed_in: Any) -> None:
    assert "Save the picture first" in signed_in(editor).get("/admin/articles/image/add/").text
