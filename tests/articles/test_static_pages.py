"""About, Privacy and the like."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Page
from fitsite.accounts.models import User


def test_a_page_is_read_at_the_root_of_the_site(client: Client, db: None) -> None:
    Page.objects.create(title="About us", slug="about", body="<p>We <em>run</em>.</p>")
    text = client.get("/about/").text
    assert "<h1>About us</h1>" in text
    assert "<p>We <em>run</em>.</p>" in text


@pytest.mark.parametrize("slug", ["about", "%00", "a b", "'"])
def test_a_page_that_was_not_written_is_not_found(slug: str, client: Client, db: None) -> None:
    response = client.get(f"/{slug}/")
    assert response.status_code == 404
    assert "There is nothing at this address." in response.text


def test_a_change_is_public_at_once(client: Client, db: None) -> None:
    page = Page.objects.create(title="About", slug="about", body="<p>Old.</p>")
    page.body = "<p>New.</p>"
    page.save()
    assert "<p>New.</p>" in client.get("/about/").text
    page.delete()
    assert client.get("/about/").status_code == 404


@pytest.mark.parametrize("slug", ["über-uns", "о-нас", "について"])
def test_addresses_may_be_in_any_script(slug: str, client: Client, db: None) -> None:
    page = Page.objects.create(title="About", slug=slug, body="")
    assert client.get(page.get_absolute_url()).status_code == 200


def test_a_missing_slash_is_forgiven(client: Client, db: None) -> None:
    Page.objects.create(title="About", slug="about", body="")
    response = client.get("/about", follow=True)
    assert response.redirect_chain == [("/about/", 301)]


def test_editors_write_pages_and_moderators_do_not(
    editor: User, moderator: User, signed_in: Callable[[User], Client]
) -> None:
    filled_in = {"title": "About", "slug": "about", "body": "<p>Us.</p>"}
    assert signed_in(moderator).post("/admin/articles/page/add/", filled_in).status_code == 403
    assert Client().post("/admin/articles/page/add/", filled_in).status_code == 302
    assert not Page.objects.exists()
    browser = signed_in(editor)
    assert browser.post("/admin/articles/page/add/", filled_in).status_code == 302
    assert Page.objects.count() == 1
    again = browser.post("/admin/articles/page/add/", filled_in)
    assert "Page with this Slug already exists." in again.text
    assert Page.objects.count() == 1
