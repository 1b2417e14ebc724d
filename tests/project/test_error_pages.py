"""What a reader sees when a page cannot be shown."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client


@pytest.mark.parametrize("code", [403, 404, 410])
@pytest.mark.django_db
def test_it_says_what_happened_and_leads_on(code: int) -> None:
    text = render_to_string(f"{code}.html", {"site_name": "fitsite"})
    assert f'data-code="{code}"' in text
    assert text.count("<h1>") == 1
    assert 'href="/"' in text
    assert '<meta name="robots" content="noindex">' in text


def test_the_page_of_a_fault_needs_neither_database_nor_context() -> None:
    text = render_to_string("500.html")
    assert "Something went wrong" in text
    assert re.search(r'<link rel="stylesheet" href="/static/css/site[^"]*\.css">', text)
    assert re.findall(r"<style|\sstyle=|<script>", text) == []


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_is_answered_so(client: Client) -> None:
    response = client.get("/articles/nobody-wrote-this/")
    assert response.status_code == 404
    assert "Page not found" in response.text
