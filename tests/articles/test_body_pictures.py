"""Pictures in a text are offered in every width and format, and nothing hostile comes along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Image, Page
from tests.articles.pictures import picture
from tests.articles.shown_pictures import fetched, pictures, work

MakeArticle = Callable[..., Article]
Send = Callable[..., Any]
HOSTILE = "\"><script>steal()</script><b onclick='steal()'>&quot;&lt;/picture&gt;"
FAR_DOWN = f"<p>{'Words. ' * 200}</p>"


def in_text(image: Image, attributes: str = 'alt="A track"') -> str:
    return f'<figure><img src="{image.file.url}" {attributes}><figcaption>B</figcaption></figure>'


def shown_on(client: Client, record: Article | Page) -> dict[str, str]:
    ((shown, _),) = pictures(client, record.get_absolute_url())
    return shown


@pytest.fixture
def write(photograph: Image, make_article: MakeArticle) -> Callable[..., Article]:
    """Publish an article that shows the photograph in its text."""
    return lambda attributes='alt="A track"': make_article(body=in_text(photograph, attributes))


@pytest.mark.parametrize("first", ["the article", "the renditions"])
def test_a_picture_in_a_text_is_offered_in_every_width_and_format(
    first: str, photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    if first == "the renditions":
        work()
    article = make_article(body=in_text(photograph))
    if first == "the article":
        ((shown, files),) = pictures(client, article.get_absolute_url())
        assert shown["src"] == photograph.file.url
        assert (shown["width"], shown["height"]) == ("1600", "900")
        assert files == {"": []}
        work()
    ((shown, files),) = pictures(client, article.get_absolute_url())
    assert list(files) == ["image/avif", "image/webp", ""]
    for choices in files.values():
        for address, width in choices:
            assert fetched(client, address).width == width
    assert (shown["width"], shown["height"], shown["alt"]) == ("1600", "900", "A track")
    assert "<figcaption>B</figcaption>" in client.get(article.get_absolute_url()).text


def test_a_page_outside_the_stream_offers_them_too(photograph: Image, client: Client) -> None:
    page = Page.objects.create(title="About", slug="about", body=in_text(photograph))
    assert shown_on(client, page)["src"] == photograph.file.url
    work()
    ((_, files),) = pictures(client, page.get_absolute_url())
    assert list(files) == ["image/avif", "image/webp", ""]


@pytest.mark.parametrize(
    ("attributes", "alt"),
    [('alt="Mine"', "Mine"), ('alt=""', ""), ("", "Two runners"), ("alt", "")],
)
def test_the_words_of_the_text_win_over_the_pictures_own(
    attributes: str, alt: str, write: Callable[..., Article], client: Client
) -> None:
    assert shown_on(client, write(attributes))["alt"] == alt


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ('width="400"', ("400", "225")),
        ('width="400" height="9999"', ("400", "225")),
        *(
            (f'width="{odd}"', ("1600", "900"))
            for odd in ("0", "-5", "5000", "50%", "٤٠٠", "²", "")
        ),
    ],
)
def test_a_picture_may_be_narrower_but_never_out_of_shape(
    given: str, shown: tuple[str, str], write: Callable[..., Article], client: Client
) -> None:
    article = write(f'alt="A" {given}')
    found = shown_on(client, article)
    assert (found["width"], found["height"]) == shown
    work()
    found = shown_on(client, article)
    assert (found["width"], found["height"]) == shown
    assert ("400px" in found["sizes"]) == (shown[0] == "400")


@pytest.mark.parametrize(
    ("figure", "width"), [("figure", "42rem"), ('figure class="wide"', "60rem"), ("p", "42rem")]
)
def test_the_browser_is_told_how_wide_it_will_be(
    figure: str, width: str, photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    work()
    image = f'<img src="{photograph.file.url}" alt="A">'
    article = make_article(body=f"<{figure}>{image}</{figure.partition(' ')[0]}><p>{image}</p>")
    first, second = pictures(client, article.get_absolute_url())
    assert width in first[0]["sizes"]
    assert "42rem" in second[0]["sizes"]


def test_only_a_picture_that_opens_the_page_comes_at_once(
    photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    image = in_text(photograph)
    bodies = {"at once": image, "far down": FAR_DOWN + image}
    at_once, far_down = (shown_on(client, make_article(body=body)) for body in bodies.values())
    assert at_once["fetchpriority"] == "high"
    assert far_down["loading"] == "lazy"
    article = make_article(body=image * 2, hero=photograph)
    assert [shown.get("loading") for shown, _ in pictures(client, article.get_absolute_url())] == [
        *(None, "lazy", "lazy")
    ]


def test_a_file_that_is_no_picture_of_ours_stays_as_it_is(
    make_article: MakeArticle, client: Client
) -> None:
    source = '<img src="/static/img/favicon.svg" alt="A &amp; B" width="4">'
    shown = shown_on(client, make_article(body=f"<p>{source}</p>"))
    assert shown == {
        "src": "/static/img/favicon.svg",
        "alt": "A & B",
        "width": "4",
        "loading": "lazy",
    }


@pytest.mark.parametrize("name", ["Läufer am Morgen.jpg", "a+b%41.jpg", "..jpg"])
def test_an_odd_name_is_found(
    name: str, send: Send, make_article: MakeArticle, client: Client
) -> None:
    send(picture(size=(700, 300)), name)
    image = Image.objects.get()
    article = make_article(body=in_text(image))
    work()
    ((_, files),) = pictures(client, article.get_absolute_url())
    assert "image/avif" in files


@pytest.mark.parametrize("made", [False, True])
def test_hostile_words_stay_words(
    made: bool, photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    photograph.alt = photograph.caption = photograph.credit = HOSTILE
    photograph.save()
    if made:
        work()
    escaped = HOSTILE.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    bodies = ("", in_text(photograph, ""), in_text(photograph, f'alt="{escaped}"'))
    for number, body in enumerate(bodies):
        article = make_article(slug=f"a-{number}", body=body, hero=photograph)
        html = client.get(article.get_absolute_url()).text
        for loophole in ("<script>steal", "<b onclick", "<b>"):
            assert loophole not in html
        for shown, _ in pictures(client, article.get_absolute_url()):
            assert shown["alt"] == HOSTILE


@pytest.mark.parametrize(
    "body",
    [
        '<picture><source srcset="//evil.example/a.avif"><img src="{url}"></picture>',
        '<img src="{url}" srcset="//evil.example/a.jpg 1w" onload="steal()" style="x">',
        '<p><img src="{url}?<script>steal()</script>" alt="A">',
        '<img src="{url}#&quot;&gt;&lt;script&gt;steal()&lt;/script&gt;">',
        '<pre><img src="{url}"></pre><table><tr><td><img src="{url}">',
    ],
)
@pytest.mark.parametrize("made", [False, True])
def test_hostile_html_around_a_picture_is_harmless(
    made: bool, body: str, photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    if made:
        work()
    article = make_article(body=body.format(url=photograph.file.url))
    html = client.get(article.get_absolute_url()).text
    for word in ("evil.example", "<script>steal", "onload", "style="):
        assert word not in html
    assert pictures(client, article.get_absolute_url())


def test_an_old_text_that_is_published_again_shows_its_picture(
    write: Callable[..., Article], client: Client
) -> None:
    article = write()
    old = article.revisions.get()
    article.publish(article.revise(title="T", slug="t", body="<p>None.</p>"))
    work()
    article.publish(old)
    ((_, files),) = pictures(client, article.get_absolute_url())
    assert "image/avif" in files


def test_a_text_that_names_a_file_before_it_is_there_shows_it_later(
    make_article: MakeArticle, send: Send, client: Client
) -> None:
    article = make_article(body='<img src="/media/images/photo.jpg" alt="A">')
    send(picture(size=(700, 300)))
    article.render_again()
    work()
    ((_, files),) = pictures(client, article.get_absolute_url())
    assert "image/avif" in files
