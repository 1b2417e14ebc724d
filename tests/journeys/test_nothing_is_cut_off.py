"""A page that clips what is too wide has no scroll bar to tell of it: each element is asked."""

from __future__ import annotations

import pytest

from articles.models import Author, Category
from fitsite.accounts.models import User
from tests.conftest import MakeArticle, Say
from tests.journeys.conftest import Open

LONG = "Sturmwindgeschwindigkeitsmesserfabrikant"
BODY = f"""
<p>It <em>begins</em> with <a href="/">a link</a>.</p><h2>One</h2><p>Text.</p><h3>Two</h3>
<blockquote class="pull-quote"><p>Louder.</p></blockquote><ul><li>A</li></ul><h2>Three</h2>
<table><thead><tr><th scope="col">A</th><th scope="col">{LONG}</th></tr></thead>
<tbody><tr><th scope="row">B</th><td>{LONG}</td></tr></tbody></table>
<pre><code>a_line_of_code = that_is_longer_than_the_screen(of_a_small_telephone)</code></pre><hr>
"""
# What reaches beyond the right edge, leaving out what is hidden there on purpose or scrolls.
CUT_OFF = """[...document.querySelectorAll('body *')].filter(element =>
    element.getBoundingClientRect().right > innerWidth + 1
    && !element.closest('.visually-hidden, .aside-field, .scrolls > *')
    ).map(element => element.outerHTML)"""


@pytest.fixture
def pages(make_article: MakeArticle, say: Say, moderator: User) -> list[str]:
    author = Author.objects.create(name=LONG, slug="ada", bio="Writes.")
    category = Category.objects.create(name="Strength", slug="strength")
    about = {"author_ids": [author.pk], "category_ids": [category.pk], "tag_names": ["Rest"]}
    filed = make_article(body=BODY, **about)
    for title in ("Before", LONG):
        make_article(title=title, **about)
    first = say(f"A comment: {LONG}", article=filed, name=LONG)
    first.approve(by=moderator)
    say("A reply", article=filed, parent=first).approve(by=moderator)
    return [
        *("/", filed.get_absolute_url(), "/tags/rest/", author.get_absolute_url(), "/archive/"),
        *(f"/comments/{first.pk}/reply/", "/privacy/comments/", "/nowhere/at/all/"),
    ]


def test_nothing_is_cut_off_at_any_width(pages: list[str], open_browser: Open) -> None:
    page = open_browser(reduced_motion="reduce")
    for address in pages:
        page.goto(address)
        for width in (320, 768, 1280, 2560):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(CUT_OFF) == [], f"{address} at {width}"
        page.set_viewport_size({"width": 640, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(CUT_OFF) == [], f"{address} with text twice as large"
