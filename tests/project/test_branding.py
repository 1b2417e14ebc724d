"""The owner sets the site's name, its colour and its menu in the admin."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from fitsite.accounts.models import User
from fitsite.branding.colour import (
    DARK_GROUND,
    LIGHT_GROUND,
    READABLE,
    contrast,
    on_dark,
    on_light,
)
from fitsite.branding.models import Branding
from fitsite.page_cache.models import SITE, PageVersion

DESK = "admin:branding_branding_changelist"
GIVEN = {
    "name": "The Slow Lane",
    "tagline": "For people in no hurry",
    "accent": "#1F5D60",
    "menu": "Home | /\r\nElsewhere | https://example.org/a?b=c",
    "footer_menu": "Imprint | /imprint/",
}


@pytest.fixture
def owner(administrator: User, client: Client) -> Client:
    client.force_login(administrator)
    return client


def save(client: Client, **changed: str) -> str:
    """Post the form; returns the page that answers."""
    return client.post(reverse(DESK), GIVEN | changed, follow=True).text


def test_readers_see_what_the_owner_set(owner: Client, article: Article) -> None:
    save(owner)
    shown = Client().get(article.get_absolute_url()).text
    assert "The Slow Lane" in shown
    assert '<a href="https://example.org/a?b=c">Elsewhere</a>' in shown
    assert '<a href="/imprint/">Imprint</a>' in shown
    assert '<link rel="stylesheet" href="/theme-1f5d60.css">' in shown


def test_the_admin_bears_the_owners_name(owner: Client) -> None:
    save(owner)
    for address in (reverse("admin:index"), reverse(DESK), reverse("desk:queue")):
        shown = owner.get(address, follow=True).text
        assert "| The Slow Lane</title>" in shown
        assert re.search(r'id="site-name"><a[^>]*>The Slow Lane</a>', shown)


@pytest.mark.django_db
def test_without_any_settings_the_site_has_a_name_and_a_way_home(client: Client) -> None:
    shown = client.get("/").text
    assert settings.SITE_NAME in shown
    assert '<a href="/" aria-current="page">Home</a>' in shown
    assert "/theme-" not in shown


def test_saving_again_changes_the_one_row(owner: Client) -> None:
    assert "Name, colour and menu: saved." in save(owner)
    save(owner, name="Another name")
    assert [row.name for row in Branding.objects.all()] == ["Another name"]


def test_every_page_is_out_of_date_after_a_change(owner: Client) -> None:
    save(owner)
    before = PageVersion.objects.get(scope=SITE).number
    save(owner, menu="Home | /")
    assert PageVersion.objects.get(scope=SITE).number > before


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("accent", "red", "Write a colour"),
        ("accent", "#12345", "Write a colour"),
        ("menu", "Home", "Line 1: write the words"),
        ("menu", "Home | /\nShop | shop", "Line 2: “shop” is no address"),
        ("menu", "Evil | javascript:alert(1)", "is no address"),
        ("menu", "Evil | //evil.example/", "is no address"),
        ("menu", "Evil | /\\evil.example/", "is no address"),
        ("footer_menu", "A name | http://[", "is no address"),
        ("menu", f"{'x' * 41} | /", "longer than 40 letters"),
        ("menu", "A | /\n" * 13, "at most 12 entries"),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(
    field: str, typed: str, told: str, owner: Client
) -> None:
    page_text = save(owner, **{field: typed})
    assert told in page_text
    assert "For people in no hurry" in page_text
    assert not Branding.objects.exists()


def test_markup_in_a_name_stays_text(owner: Client) -> None:
    save(owner, name="<b>Bold</b>", menu='"><script>x</script> | /')
    shown = Client().get("/").text
    assert "<b>Bold" not in shown
    assert "<script>x" not in shown


@pytest.mark.parametrize("who", ["editor", "moderator"])
def test_others_at_the_desk_may_not_set_it(
    who: str, request: pytest.FixtureRequest, client: Client
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse(DESK)).status_code == 403
    assert client.post(reverse(DESK), GIVEN).status_code == 403
    assert not Branding.objects.exists()


def test_a_stranger_is_sent_to_the_sign_in(client: Client, db: None) -> None:
    assert "/admin/login/" in client.get(reverse(DESK)).headers["Location"]


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_can_be_read_on_both_papers(number: int) -> None:
    colour = f"#{number:06x}"
    assert contrast(on_light(colour), LIGHT_GROUND) >= READABLE
    assert contrast(on_dark(colour), DARK_GROUND) >= READABLE


def test_a_colour_that_can_be_read_already_is_left_alone() -> None:
    assert on_light("#1f5d60") == "#1f5d60"
    assert on_dark("#ffc768") == "#ffc768"


def test_no_background_of_the_design_is_worse_than_what_colours_are_made_for() -> None:
    tokens = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
    ground = re.compile(r"--(?:paper|surface): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
    assert len(ground.findall(tokens)) >= 2
    for light, dark in ground.findall(tokens):
        assert contrast("#000000", light) >= contrast("#000000", LIGHT_GROUND)
        assert contrast("#ffffff", dark) >= contrast("#ffffff", DARK_GROUND)


def test_the_stylesheet_of_a_colour_never_changes(client: Client) -> None:
    response = client.get("/theme-1f5d60.css")
    assert response.headers["Content-Type"].startswith("text/css")
    assert "immutable" in response.headers["Cache-Control"]
    assert "--accent-on-light: #1f5d60" in response.text


@pytest.mark.parametrize("address", ["/theme-red.css", "/theme-1f5d6.css", "/theme-1F5D60.css"])
def test_what_is_no_colour_has_no_stylesheet(address: str, client: Client, db: None) -> None:
    assert client.get(address, follow=True).status_code == 404


def test_a_page_about_a_broken_database_needs_no_settings(
    make_article: Callable[..., Article], client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    article = make_article()

    def break_settings(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if "branding" in sql:
            raise DatabaseError("away")
        return execute(sql, *rest)

    with connection.execute_wrapper(break_settings):
        assert settings.SITE_NAME in client.get(article.get_absolute_url()).text
    assert "could not be read" in caplog.text
