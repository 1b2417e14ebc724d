"""axe finds nothing, on any page, in either scheme, on a phone or a desk."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Locator
from playwright.sync_api import Page as Window

from articles.models import Article, Author, Category, Page
from comments.mail.links import CONFIRM, STOP, YOURS
from comments.models import Reader, Subscription
from comments.own_link import own_link
from fitsite.accounts.models import User
from tests.conftest import MakeArticle, Say
from tests.journeys.conftest import Open

# axe would fetch what site.css imports by a style element of its own, which our policy refuses;
# and it would tell at length of all that is right.
AXE = {"preload": False, "resultTypes": ["violations"]}
# Each scheme at one width every time; all others among the tests that take minutes.
WINDOWS = [
    (320, "dark"),
    (1280, "light"),
    *(
        pytest.param(width, scheme, marks=pytest.mark.slow)
        for width, scheme in [(320, "light"), (768, "light"), (768, "dark"), (1280, "dark")]
    ),
]
# The same for pages of the desk.
DESK_WINDOWS = pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (360, "dark"),
        (1280, "light"),
        *(
            pytest.param(*window, marks=pytest.mark.slow)
            for window in [(360, "light"), (1280, "dark")]
        ),
    ],
)
# For pages that are looked at on the way through others.
SCHEMES = pytest.mark.parametrize("scheme", ["dark", pytest.param("light", marks=pytest.mark.slow)])


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
    waiting = say("Waiting", article=filed, email="ann@example.org", wants_mail=True)
    gone = make_article()
    gone.withdraw()
    Page.objects.create(title="About", slug="about", body="<h2>Us</h2><p>Text.</p>")
    reader = Reader.objects.of("ann@example.org")
    subscription = Subscription.objects.create(
        reader=reader, article=filed, comment=waiting, requested_at=timezone.now()
    )
    return [
        "/",
        filed.get_absolute_url(),
        f"{filed.get_absolute_url()}?order=newest",
        "/tags/rest/",
        category.get_absolute_url(),
        author.get_absolute_url(),
        f"/comments/{first.pk}/reply/",
        f"/comments/{first.pk}/replies/",
        own_link(waiting),
        f"{own_link(waiting)}edit/",
        f"{own_link(waiting)}withdraw/",
        f"/comments/{first.pk}/report/",
        f"/comments/{first.pk}/report/thanks/",
        "/comments/mail/",
        "/comments/mail/asked/",
        "/comments/mail/confirm/too-old/",
        CONFIRM.path(subscription.pk, waiting.pk),
        STOP.path(subscription.pk),
        YOURS.path(reader.pk),
        f"{YOURS.path(reader.pk)}erase/",
        "/archive/",
        f"/archive/{timezone.now():%Y/%m}/",
        "/about/",
        gone.get_absolute_url(),
        "/privacy/comments/",
        "/nowhere/at/all/",
    ]


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_axe_finds_nothing_on_readers_pages(
    width: int, scheme: str, pages: list[str], open_browser: Open
) -> None:
    page = open_browser(color_scheme=scheme, viewport={"width": width, "height": 800})
    for address in pages:
        page.goto(address)
        find_nothing(page, address)


@SCHEMES
def test_axe_finds_nothing_in_a_form_with_mistakes(
    scheme: str, pages: list[str], article: Article, open_browser: Open
) -> None:
    page = open_browser(color_scheme=scheme, viewport={"width": 320, "height": 800})
    page.goto(f"{article.get_absolute_url()}#respond")
    page.locator("form[method=post]").evaluate("form => { form.noValidate = true; form.submit() }")
    page.get_by_role("alert").wait_for()
    find_nothing(page, "the form with mistakes")


def test_text_twice_as_large_needs_no_scrolling_sideways(
    pages: list[str], open_browser: Open
) -> None:
    page = open_browser(viewport={"width": 640, "height": 800})
    for address in pages:
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert overflow(page) <= 0, f"{address} is wider than the screen"


def follow(page: Window, lead: Locator) -> None:
    """Press what leads to another page, and be there."""
    with page.expect_navigation():
        lead.click()


def find_nothing(page: Window, what: str) -> None:
    # A page that a link has just led to may not have all its stylesheets yet.
    page.wait_for_load_state()
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, f"{what}\n{found.generate_report()}"
    assert overflow(page) <= 0, f"{what} is wider than the screen"


def overflow(page: Window) -> int:
    pixels: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return pixels
