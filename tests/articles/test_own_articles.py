"""One's own articles and other people's: what contributors and authors may do with each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from articles.models import Article, Author, Image
from fitsite.accounts.models import User
from tests.articles.pictures import picture, upload
from tests.conftest import MakeStaff

SignIn = Callable[[User], Client]
DESK = "/admin/articles/article/"


def write(
    by: User, title: str = "A secret plan", published: bool = False, **content: Any
) -> Article:
    article = Article.objects.draft(by=by, title=title, slug=f"plan-{by.pk}", body="x", **content)
    if published:
        article.publish(article.revisions.get())
    return article


@pytest.fixture
def other(make_staff: MakeStaff) -> User:
    """Another author."""
    return make_staff("other", "Authors")


@pytest.mark.parametrize("role", ["contributor", "author"])
def test_a_new_article_bears_its_writers_own_name(
    role: str, request: pytest.FixtureRequest, open_desk: Callable[..., Any]
) -> None:
    user = request.getfixturevalue(role)
    User.objects.filter(pk=user.pk).update(first_name="Ida", last_name="Løv")
    for title in ("One", "Two"):
        page = open_desk(by=user).press(
            "continue", title=title, slug=title.lower(), body="<p>x</p>"
        )
        assert "was added successfully" in page.text
    byline = Author.objects.get()
    assert (byline.name, byline.slug, byline.user) == ("Ida Løv", "ida-løv", user)
    for article in Article.objects.all():
        assert article.latest is not None
        assert article.latest.author_ids == [byline.pk]


def test_nobody_takes_a_name_that_is_there(author: User, open_desk: Callable[..., Any]) -> None:
    guest = Author.objects.create(name="author", slug="author")
    open_desk(by=author).press("publish", title="One", slug="one", body="<p>x</p>")
    assert Article.objects.get().bylines[0] != guest
    assert Author.objects.get(user=author).slug == "author-2"


def test_bylines_and_the_front_page_stay_as_editors_set_them(
    author: User, open_desk: Callable[..., Any]
) -> None:
    own = Author.objects.of(author)
    guest = Author.objects.create(name="Guest", slug="guest")
    article = write(author, author_ids=[guest.pk, own.pk], featured=True)
    forged = {"bylines_0": str(own.pk), "featured": ""}
    desk = open_desk(article, by=author)
    assert "bylines_0" not in desk.form.fields
    desk.press("publish", title="Changed", **forged)
    article.refresh_from_db()
    assert article.title == "Changed"
    assert article.bylines == [guest, own]
    assert article.featured


def test_whose_an_article_is(author: User, editor: User, other: User) -> None:
    own = Author.objects.of(author)
    begun = write(author)
    about = write(editor, author_ids=[own.pk], published=True)
    theirs = write(other)
    mine = Article.objects.belonging_to(author)
    assert set(mine) == {begun, about}
    # A name that is taken away in a draft stands over the text in force until that is published.
    about.revise(title="x", slug="x", body="x", author_ids=[])
    assert about in mine.all()
    about.publish(about.revisions.get(number=2))
    assert set(mine.all()) == {begun}
    theirs.revise(title="x", slug="y", body="x", author_ids=[own.pk])
    assert theirs in mine.all()


def test_an_account_that_writes_nothing_owns_nothing_at_the_desk(moderator: User) -> None:
    article = write(moderator)
    assert not article.is_visible_at_the_desk_to(moderator)
    assert not Article.objects.changeable_by(moderator).exists()


@pytest.mark.parametrize("role", ["contributor", "author"])
def test_the_desk_lists_finds_and_counts_own_articles_alone(
    role: str, request: pytest.FixtureRequest, other: User, signed_in: SignIn
) -> None:
    user = request.getfixturevalue(role)
    write(user, "My own plan")
    write(other)
    browser = signed_in(user)
    for query in ("", "?q=plan", "?q=secret", "?o=1"):
        page = browser.get(DESK + query).text
        assert "A secret plan" not in page
        assert ("My own plan" in page) is ("secret" not in query)
    assert "1 article" in browser.get(DESK).text


@pytest.mark.parametrize("path", ["change/", "history/", "delete/", ""])
@pytest.mark.parametrize("role", ["contributor", "author"])
def test_other_peoples_articles_are_not_found(
    role: str, path: str, request: pytest.FixtureRequest, other: User, signed_in: SignIn
) -> None:
    article = write(other)
    browser = signed_in(request.getfixturevalue(role))
    missing = browser.get(f"{DESK}999/{path}", follow=True)
    found = browser.get(f"{DESK}{article.pk}/{path}", follow=True)
    assert (found.status_code, missing.status_code) == (404, 404)
    assert "A secret plan" not in found.text
    posted = {"post": "yes", "_publish": "x", "title": "Changed", "slug": "a", "body": "x"}
    assert browser.post(f"{DESK}{article.pk}/{path}", posted).status_code in {404, 302}
    assert not Article.objects.get().is_published
    assert article.revisions.count() == 1


def test_an_action_reaches_own_articles_alone(author: User, other: User, signed_in: SignIn) -> None:
    write(other)
    mine, published = write(author, "My own plan"), write(author, "My own news", published=True)
    chosen = {"action": "delete_selected", "post": "yes"}
    every = list(Article.objects.values_list("pk", flat=True))
    page = signed_in(author).post(DESK, chosen | {"_selected_action": every})
    assert "A secret plan" not in page.text
    assert published in Article.objects.all()
    assert Article.objects.count() == 3  # One of them is published, and readers' to lose.
    signed_in(author).post(DESK, chosen | {"_selected_action": [mine.pk]})
    assert not Article.objects.filter(pk=mine.pk).exists()


def test_a_contributor_cannot_publish(
    contributor: User, signed_in: SignIn, open_desk: Callable[..., Any]
) -> None:
    desk = open_desk(by=contributor)
    page = signed_in(contributor).get(desk.address).text
    assert 'name="_continue"' in page
    assert 'name="_publish"' not in page
    assert desk.press("publish", title="One", slug="one", body="<p>x</p>").status_code == 403
    assert not Article.objects.exists()
    article = write(contributor)
    desk = open_desk(article, by=contributor)
    for button in ("publish", "withdraw"):
        assert desk.press(button, title="Other").status_code == 403
    assert article.revisions.count() == 1
    assert desk.press("continue", title="Other").status_code == 200
    assert article.revisions.count() == 2


def test_a_contributor_reads_what_was_published_and_changes_nothing_of_it(
    contributor: User, signed_in: SignIn
) -> None:
    article = write(contributor, "My own plan", published=True)
    article.revise(title="My newer plan", slug="newer", body="<p>Newer words.</p>")
    browser = signed_in(contributor)
    page = browser.get(f"{DESK}{article.pk}/change/").text
    assert "<p>Newer words.</p>" in page
    assert "My newer plan" in page
    assert 'name="_continue"' not in page
    for button in ("_continue", "_publish", "_withdraw"):
        typed = {"title": "x", "slug": "x", "body": "x", "based_on": "2", button: "x"}
        assert browser.post(f"{DESK}{article.pk}/change/", typed).status_code == 403
    assert browser.post(f"{DESK}{article.pk}/delete/", {"post": "yes"}).status_code == 403
    article.withdraw()
    assert browser.get(f"{DESK}{article.pk}/delete/").status_code == 403
    article.refresh_from_db()
    assert article.title == "My own plan"


def test_an_author_publishes_changes_and_withdraws(
    author: User, open_desk: Callable[..., Any], signed_in: SignIn
) -> None:
    open_desk(by=author).press("publish", title="One", slug="one", body="<p>x</p>")
    article = Article.objects.get()
    assert article.is_published
    open_desk(article, by=author).press("publish", title="Two")
    article.refresh_from_db()
    assert article.title == "Two"
    assert signed_in(author).post(f"{DESK}{article.pk}/delete/", {"post": "yes"}).status_code == 403
    open_desk(article, by=author).press("withdraw")
    assert not article.is_published


def test_what_is_chosen_from_a_list_is_ones_own(
    author: User, other: User, signed_in: SignIn
) -> None:
    write(other)
    write(author, "My own plan")
    asked = {"app_label": "comments", "model_name": "comment", "field_name": "article"}
    found = signed_in(author).get("/admin/autocomplete/", asked).json()["results"]
    assert [each["text"] for each in found] == ["My own plan"]


def test_a_picture_names_only_what_one_may_see(
    author: User, other: User, editor: User, signed_in: SignIn, photograph: Image
) -> None:
    write(other, hero=photograph)
    write(author, "My own plan", hero=photograph)
    address = f"/admin/articles/image/{photograph.pk}/change/"
    page = signed_in(author).get(address).text
    assert "My own plan" in page
    assert "A secret plan" not in page
    assert "1 text of others" in page
    assert "A secret plan" in signed_in(editor).get(address).text


def test_whoever_uploads_a_picture_corrects_its_words_but_not_its_file(
    contributor: User, signed_in: SignIn
) -> None:
    browser = signed_in(contributor)
    new = {"file": upload(picture()), "focal_x": "50", "focal_y": "50"}
    assert browser.post("/admin/articles/image/add/", new).status_code == 302
    image = Image.objects.get(uploaded_by=contributor)
    address = f"/admin/articles/image/{image.pk}/change/"
    assert 'type="file"' not in browser.get(address).text
    words = {"alt": "A runner", "credit": "Kim", "caption": "", "focal_x": "10", "focal_y": "20"}
    given = {**words, "file": upload(picture(), "other.jpg")}
    assert browser.post(address, given).status_code == 302
    before = image.file.name
    image.refresh_from_db()
    assert (image.alt, image.credit, image.focal_x) == ("A runner", "Kim", 10)
    assert image.file.name == before


def test_nobody_but_editors_corrects_a_picture_of_others(
    contributor: User, author: User, editor: User, signed_in: SignIn, photograph: Image
) -> None:
    Image.objects.update(uploaded_by=author)
    address = f"/admin/articles/image/{photograph.pk}/change/"
    words = {"alt": "Mine now", "focal_x": "50", "focal_y": "50"}
    assert signed_in(contributor).post(address, words).status_code == 403
    assert signed_in(author).post(address, words).status_code == 302
    assert signed_in(editor).post(address, words).status_code == 302


def test_who_uploads_only_has_no_copies_made_anew(
    contributor: User, signed_in: SignIn, photograph: Image
) -> None:
    Image.objects.update(uploaded_by=contributor)
    page = signed_in(contributor).get("/admin/articles/image/").text
    assert "make_anew" not in page


def test_the_way_to_the_site_tells_no_address_that_is_not_public(
    author: User, other: User, signed_in: SignIn
) -> None:
    write(other, published=True)
    kind = ContentType.objects.get_for_model(Article).pk
    for article in [write(author), *Article.objects.all()]:
        page = signed_in(author).get(f"/admin/r/{kind}/{article.pk}/")
        assert page.status_code == 404


def test_the_way_to_the_site_leads_editors_to_what_readers_see(
    editor: User, author: User, signed_in: SignIn
) -> None:
    byline = Author.objects.create(name="Ann", slug="ann")
    address = f"/admin/r/{ContentType.objects.get_for_model(Author).pk}/{byline.pk}/"
    assert signed_in(editor).get(address)["Location"].endswith("/authors/ann/")
    assert signed_in(author).get(address).status_code == 404
    assert signed_in(editor).get("/admin/r/999/1/").status_code == 404
    assert signed_in(editor).get("/admin/r/x/1/").status_code == 404


def test_an_editor_does_not_say_whose_a_byline_is(
    editor: User, author: User, administrator: User, signed_in: SignIn
) -> None:
    byline = Author.objects.create(name="Ann", slug="ann")
    typed = {"name": "Ann", "slug": "ann", "user": author.pk}
    address = f"/admin/articles/author/{byline.pk}/change/"
    assert signed_in(editor).post(address, typed).status_code == 302
    byline.refresh_from_db()
    assert byline.user is None
    assert signed_in(administrator).post(address, typed).status_code == 302
    byline.refresh_from_db()
    assert byline.user == author


@pytest.mark.parametrize("how_many", [1, 20])
def test_the_desk_costs_an_author_the_same_however_much_there_is(
    how_many: int, author: User, other: User, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(how_many):
        write(author, f"Mine {number}")
        write(other, f"Theirs {number}")
    browser = signed_in(author)
    with django_assert_max_num_queries(12):
        browser.get(DESK)
