"""The tree of subjects: three levels, one address each, never a circle."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import ProtectedError
from django.test import Client

from articles.models import Article, Category
from fitsite.accounts.models import User

MakeArticle = Callable[..., Article]


@pytest.fixture
def trail(running: Category) -> Category:
    """The third and last level."""
    return Category.objects.create(name="Trail", slug="trail", parent=running)


@pytest.fixture
def desk(editor: User, signed_in: Callable[[User], Client]) -> Client:
    """An editor's browser."""
    return signed_in(editor)


def move(desk: Client, category: Category, parent: Category) -> str:
    filled_in = {"name": category.name, "slug": category.slug, "parent": str(parent.pk)}
    return desk.post(f"/admin/articles/category/{category.pk}/change/", filled_in).text


@pytest.mark.parametrize("address", ["sport", "sport/running", "sport/running/trail"])
def test_a_category_shows_what_stands_within_it_once(
    address: str, sport: Category, trail: Category, make_article: MakeArticle, client: Client
) -> None:
    make_article(title="Uphill", category_ids=[trail.pk, sport.pk])
    assert client.get(f"/categories/{address}/").text.count(">Uphill</a>") == 1


def test_a_category_shows_nothing_of_the_wider_one(
    sport: Category, running: Category, make_article: MakeArticle, client: Client
) -> None:
    make_article(title="Swimming", category_ids=[sport.pk])
    assert "Swimming" not in client.get("/categories/sport/running/").text


@pytest.mark.parametrize("path", ["trail", "running/trail", "food/trail", "sport/trail"])
def test_every_other_path_leads_to_the_one_address(
    path: str, trail: Category, client: Client
) -> None:
    response = client.get(f"/categories/{path}/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/categories/sport/running/trail/"


def test_a_category_that_was_moved_is_still_found(
    trail: Category, sport: Category, desk: Client, client: Client
) -> None:
    move(desk, trail, sport)
    response = client.get("/categories/sport/running/trail/", follow=True)
    assert response.redirect_chain == [("/categories/sport/trail/", 302)]
    assert response.status_code == 200


@pytest.mark.parametrize("path", ["food", "sport/food", "sport/running/x", "%00", "sport/%00", "/"])
def test_an_unknown_category_is_not_found(path: str, running: Category, client: Client) -> None:
    assert client.get(f"/categories/{path}/").status_code == 404


def test_a_category_cannot_stand_within_itself(
    sport: Category, running: Category, trail: Category, desk: Client
) -> None:
    for inner in (sport, running, trail):
        assert "A category cannot stand within itself." in move(desk, sport, inner)
    sport.refresh_from_db()
    assert sport.parent is None


def test_a_fourth_level_is_refused(trail: Category, desk: Client) -> None:
    filled_in = {"name": "Mud", "slug": "mud", "parent": str(trail.pk)}
    page = desk.post("/admin/articles/category/add/", filled_in).text
    assert "Categories go 3 levels deep." in page
    assert not Category.objects.filter(slug="mud").exists()


def test_a_branch_cannot_be_moved_so_that_its_end_is_too_deep(
    sport: Category, trail: Category, desk: Client
) -> None:
    outdoors = Category.objects.create(name="Outdoors", slug="outdoors")
    assert "Categories go 3 levels deep." in move(desk, sport, outdoors)
    sport.refresh_from_db()
    assert sport.parent is None


def test_a_category_with_others_within_it_cannot_be_deleted(
    sport: Category, running: Category
) -> None:
    with pytest.raises(ProtectedError):
        sport.delete()


def test_two_categories_cannot_have_one_address(sport: Category, desk: Client) -> None:
    filled_in = {"name": "Other", "slug": "sport", "parent": ""}
    page = desk.post("/admin/articles/category/add/", filled_in).text
    assert "Category with this Slug already exists." in page
