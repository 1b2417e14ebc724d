"""axe finds nothing, on any page, in either scheme, on a phone or a desk."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.models import Article, Author, Category
from comments.own_link import own_link
from fitsite.accounts.models import User
from tests.conftest import MakeArticle, Say
from tests.journeys.conftest import Open

# axe would fetch what site.css imports by a style element of its own, which our policy refuses.
AXE = {"preload": False}
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
WIDTHS = pytest.mark.parametrize("width", [320, 1280])


@pytest.fixture
def pages(make_article: MakeArticle, say: Say, article: Article, moderator: User) -> list[str]:
    author = Author.objects.create(name="Ada", slug="ada", bio="Writes.")
    category = Category.objects.create(name="Strength", slug="strength")
    filed = make_article(
        tag_names=["Rest"], author_ids=[author.pk], category_ids=[category.pk], summary="Short."
    )
    first = say("A *comment*", article=filed)
    first.approve(by=moderator)
    say("A reply", article=filed, parent=first).approve(by=moderator)
    waiting = say("Waiting", article=filed)
    return [
        "/",
        filed.get_absolute_url(),
        "/tags/rest/",
        category.get_absolute_url(),
        author.get_absolute_url(),
        f"/comments/{first.pk}/reply/",
        f"/comments/{first.pk}/replies/",
        own_link(waiting),
        f"{own_link(waiting)}edit/",
        f"{own_link(waiting)}withdraw/",
        "/privacy/comments/",
        "/nowhere/at/all/",
    ]


@SCHEMES
@WIDTHS
def test_axe_finds_nothing_on_readers_pages(
    scheme: str, width: int, pages: list[str], open_browser: Open
) -> None:
    page = open_browser(color_scheme=scheme, viewport={"width": width, "height": 800})
    for address in pages:
        page.goto(address)
        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{address} is wider than the screen"
