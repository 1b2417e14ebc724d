"""What must stay in sight stays in sight, however a picture is cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Author, Image
from fitsite.accounts.models import User
from tests.articles.pictures import cornered
from tests.articles.shown_pictures import fetched, pictures, work

Send = Callable[..., Any]
SignIn = Callable[[User], Client]
CORNERS = [(0, 0), (1, 0), (0, 1), (1, 1)]


@pytest.fixture
def cut(make_article: Callable[..., Article], client: Client) -> Callable[[Image], Any]:
    """How a picture is cut on a card, in each format."""

    def cut(image: Image) -> Any:
        if not Article.objects.exists():
            make_article(hero=image)
        work()
        ((_, files),) = pictures(client, "/")
        return [fetched(client, choices[-1][0]).convert("RGB") for choices in files.values()]

    return cut


def is_red(drawn: Any, corner: tuple[int, int]) -> bool:
    x, y = (corner[axis] * (drawn.size[axis] - 1) for axis in (0, 1))
    red, green, blue = drawn.getpixel((abs(x - 4), abs(y - 4)))
    return bool(red > 200 and green < 80 and blue < 80)


@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("size", [(400, 400), (300, 900), (1500, 300)])
def test_a_cut_keeps_the_corner_that_was_chosen(
    size: tuple[int, int], corner: tuple[int, int], send: Send, cut: Callable[[Image], Any]
) -> None:
    focus = {"focal_x": 100 * corner[0], "focal_y": 100 * corner[1]}
    send(cornered(size, corner), "photo.png", **focus)
    for drawn in cut(Image.objects.get()):
        assert abs(drawn.width / drawn.height - 16 / 9) < 0.02
        assert is_red(drawn, corner)


def test_without_a_choice_the_middle_is_kept(send: Send, cut: Callable[[Image], Any]) -> None:
    send(cornered((400, 900), (0, 0)), "photo.png")
    for drawn in cut(Image.objects.get()):
        assert not any(is_red(drawn, corner) for corner in CORNERS)


def test_another_choice_cuts_anew(
    send: Send,
    cut: Callable[[Image], Any],
    editor: User,
    signed_in: SignIn,
    client: Client,
) -> None:
    send(cornered((400, 900), (0, 1)), "photo.png")
    image = Image.objects.get()
    cut(image)
    ((before, _),) = pictures(client, "/")
    chosen = {"alt": "A", "focal_x": 0, "focal_y": 100}
    desk = f"/admin/articles/image/{image.pk}/change/"
    assert signed_in(editor).post(desk, chosen).status_code == 302
    ((meanwhile, _),) = pictures(client, "/")
    assert meanwhile["src"] == before["src"]
    for drawn in cut(image):
        assert is_red(drawn, (0, 1))
    fetched(client, before["src"])  # Pages that are kept elsewhere still name it.


def test_a_face_is_cut_to_a_square_around_it(send: Send, ann: Author, client: Client) -> None:
    send(cornered((900, 300), (1, 0)), "photo.png", focal_x=100, focal_y=0)
    ann.photo = Image.objects.get()
    ann.save()
    work()
    ((shown, _),) = pictures(client, ann.get_absolute_url())
    drawn = fetched(client, shown["src"]).convert("RGB")
    assert drawn.size == (288, 288)
    assert is_red(drawn, (1, 0))


@pytest.mark.parametrize("typed", ["-1", "101", "", "left", "1e3", "50.5"])
def test_what_is_no_percentage_is_refused_beside_its_field(
    typed: str, photograph: Image, editor: User, signed_in: SignIn
) -> None:
    filled_in = {"alt": "Typed", "focal_x": typed, "focal_y": "50"}
    desk = f"/admin/articles/image/{photograph.pk}/change/"
    response = signed_in(editor).post(desk, filled_in)
    assert response.status_code == 200
    assert response.text.count('class="errorlist"') == 1
    assert 'value="Typed"' in response.text
    photograph.refresh_from_db()
    assert photograph.focal_x == 50


@pytest.mark.parametrize(("focal_y", "name"), [(0, "focus-0"), (33, "focus-30"), (50, "focus-50")])
def test_where_a_style_cuts_the_picture_it_knows_what_to_keep(
    focal_y: int,
    name: str,
    photograph: Image,
    make_article: Callable[..., Article],
    client: Client,
) -> None:
    Image.objects.update(focal_y=focal_y)
    article = make_article(hero=photograph)
    ((shown, _),) = pictures(client, article.get_absolute_url())
    assert shown["class"] == name
    if focal_y != 50:
        style = Path("static/css/components/picture.css").read_text()
        assert f".{name} {{ object-position: 50% {name[6:]}%; }}" in style
