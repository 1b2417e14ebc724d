"""What a reader sees when a page cannot be shown."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article


@pytest.mark.parametrize("code", [403, 404, 410])
@pytest.mark.django_db
def test_it_says_what_happened_and_leads_on(code: int) -> None:
    text = render_to_string(f"{code}.html", {"site_name": "fitsite"})
    assert f'data-code="{code}"' in text
    assert text.count("<h1>") == 1
    assert 'href="/"' in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.parametrize(("code", "says"), [(400, "Not understood"), (500, "Something went wrong")])
def test_a_page_of_the_last_resort_needs_neither_database_nor_context(code: int, says: str) -> None:
    text = render_to_string(f"{code}.html")
    assert f'data-code="{code}"' in text
    assert says in text
    assert re.search(r'<link rel="stylesheet" href="/static/css/site[^"]*\.css">', text)
    assert re.findall(r"<style|\sstyle=|<script>", text) == []


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_is_answered_so(client: Client) -> None:
    response = client.get("/articles/nobody-wrote-this/")
    assert response.status_code == 404
    assert "Page not found" in response.text


def strict() -> Client:
    """A browser of which the token of a form is asked, as of a reader's."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.django_db
def test_a_form_whose_cookie_is_lost_is_answered_with_what_to_do() -> None:
    response = strict().post("/admin/login/", {"login": "ann", "password": "secret"})
    assert response.status_code == 403
    assert 'data-code="403"' in response.text
    assert "load the page again" in response.text
    assert re.findall(r"<style|\sstyle=", response.text) == []


@pytest.mark.django_db
def test_what_is_too_long_is_answered_with_how_to_keep_it(article: Article) -> None:
    address = f"{article.get_absolute_url()}comments/"
    response = strict().post(address, {"body": "x" * 5_000_000})
    assert response.status_code == 413
    assert 'data-code="413"' in response.text
    assert "Too much at once" in response.text
    assert "what you typed should still be there" in response.text


@pytest.mark.django_db
def test_what_cannot_be_read_is_answered_with_a_page(
    article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"{article.get_absolute_url()}comments/"
    broken = strict().generic("POST", address, b"--x", "multipart/form-data; boundary=")
    elsewhere = strict().generic("GET", "/media/../../x")
    with django_assert_num_queries(0):
        unknown = strict().get("/", headers={"host": "evil.example"})
    for response in (broken, elsewhere, unknown):
        assert response.status_code == 400
        assert "Not understood" in response.text
        assert "Content-Security-Policy" in response.headers
