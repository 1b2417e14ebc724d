"""Long threads come in pages: every comment once, and each where its permalink leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from random import Random

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comments.models import Comment
from comments.models.threading import REPLIES_SHOWN
from comments.threads import PER_PAGE
from tests.comments.grow import Twig, at_random, grow, stands_in_thread
from tests.conftest import MakeArticle

pytestmark = pytest.mark.django_db

few = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


def anchors(html: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'id="comment-(\d+)"', html)]


def pages(address: str, direction: str = "next") -> Iterator[str]:
    """Follow the link to the next page until there is none."""
    while address:
        html = Client().get(address).content.decode()
        yield html
        link = re.search(rf'rel="{direction}" href="([^"#]+)', html)
        address = unescape(link[1]) if link else ""


def in_thread_order(comments: list[Comment]) -> list[int]:
    seen = [comment for comment in comments if stands_in_thread(comment)]
    return [comment.pk for comment in sorted(seen, key=lambda comment: comment.path)]


def some(comments: list[Comment], most: int = 4) -> list[Comment]:
    """A few of them, the first and the last among them."""
    seen = [comment for comment in comments if stands_in_thread(comment)]
    step = max(1, len(seen) // most)
    return [*seen[::step], *seen[-1:]]


def check_everything(comments: list[Comment]) -> None:
    """Every promise of paging, for one article's thread."""
    address = comments[0].article.get_absolute_url()
    read = list(pages(address))
    shown = [anchors(html) for html in read]
    on_article = [one for one in comments if one.place is not None and one.place <= REPLIES_SHOWN]
    assert [pk for page in shown for pk in page] == in_thread_order(on_article)
    roots = {comment.pk for comment in comments if comment.is_root}
    for page in filter(None, shown):
        assert page[0] in roots
        assert len(page) <= PER_PAGE
    hidden = [int(number) for html in read for number in re.findall(r"Show (\d+) more", html)]
    published = [comment for comment in comments if comment.status == "published"]
    assert sum(hidden) == sum(comment not in on_article for comment in published)

    for root in [comment for comment in comments if comment.places_given > REPLIES_SHOWN]:
        if stands_in_thread(root):
            replies = [anchors(html)[1:] for html in pages(f"/comments/{root.pk}/replies/")]
            of_root = [one for one in comments if one.root == root and one != root]
            assert [pk for page in replies for pk in page] == in_thread_order(of_root)

    check_newest_first(comments, on_article)

    for comment in some(comments):
        response = Client().get(comment.get_absolute_url(), follow=True)
        [(place, _)] = response.redirect_chain
        assert place.endswith(f"#comment-{comment.pk}")
        assert comment.pk in anchors(response.content.decode())


def check_newest_first(comments: list[Comment], on_article: list[Comment]) -> None:
    address = f"{comments[0].article.get_absolute_url()}?order=newest"
    shown = [anchors(html) for html in pages(address)]
    in_order = in_thread_order(on_article)
    roots = [pk for pk in in_order if pk in {one.pk for one in comments if one.is_root}]
    backwards = [
        pk
        for root, end in zip(reversed(roots), [None, *reversed(roots)], strict=False)
        for pk in in_order[in_order.index(root) : in_order.index(end) if end else None]
    ]
    assert [pk for page in shown for pk in page] == backwards
    for page in filter(None, shown):
        assert page[0] in roots
        assert len(page) <= PER_PAGE


@few
@given(
    seed=st.integers(0, 2**32),
    size=st.integers(1, 150),
    bushy=st.sampled_from([0.0, 0.3, 0.7, 0.98]),
    gone=st.sampled_from([0.0, 0.3, 0.8]),
)
def test_any_thread_pages_without_a_gap_or_a_double(
    make_article: MakeArticle, seed: int, size: int, bushy: float, gone: float
) -> None:
    check_everything(grow(make_article(), at_random(Random(seed), size, bushy=bushy, gone=gone)))


def chain(first: int) -> list[Twig]:
    """A comment, its answer, the answer to that, as deep as it goes."""
    return [Twig(), *(Twig(at) for at in range(first, first + 4))]


SHAPES = {
    "wide": [Twig()] * 120,
    "exactly one page": [Twig()] * PER_PAGE,
    "one more than a page": [Twig()] * (PER_PAGE + 1),
    "deep": [twig for number in range(25) for twig in chain(5 * number)],
    "one root": [Twig(), *[Twig(0)] * 130],
    "full roots": [Twig(number // 11 * 11 if number % 11 else None) for number in range(110)],
    "gaps": [Twig(at - 1) if at % 2 else Twig(None, "removed") for at in range(140)],
    "a gap among the replies": [Twig(), Twig(0, "removed"), Twig(1), *[Twig(0)] * 12],
    # A reply whose elder brother, the comment just before it, has many replies.
    "brothers": [Twig(), *[Twig(0)] * 12, *[Twig(11)] * 60],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_threads_of_every_shape_page_well(make_article: MakeArticle, shape: str) -> None:
    check_everything(grow(make_article(), SHAPES[shape]))


def test_a_permalink_leads_past_the_replies_of_the_comment_before(
    make_article: MakeArticle,
) -> None:
    for comment in grow(make_article(), SHAPES["brothers"])[9:16]:
        html = Client().get(comment.get_absolute_url(), follow=True).content.decode()
        assert comment.pk in anchors(html)


@pytest.mark.parametrize("order", ["", "?order=newest"])
def test_going_back_shows_every_comment_too(make_article: MakeArticle, order: str) -> None:
    comments = grow(make_article(), at_random(Random(7), 170, bushy=0.4, gone=0.1))
    address = f"{comments[0].article.get_absolute_url()}{order}"
    last = list(pages(address))[-1]
    back = re.search(r'rel="prev" href="([^"#]+)', last)
    assert back is not None
    seen = set(anchors(last))
    for html in pages(unescape(back[1]), "prev"):
        seen |= set(anchors(html))
    assert seen == {pk for html in pages(address) for pk in anchors(html)}


def test_a_page_that_begins_nowhere_begins_at_the_next_comment(make_article: MakeArticle) -> None:
    comments = grow(make_article(), [Twig()] * 3)
    address = comments[0].article.get_absolute_url()
    html = Client().get(f"{address}?from={comments[0].pk + 1}").content.decode()
    assert anchors(html) == [comments[1].pk, comments[2].pk]
    assert anchors(Client().get(f"{address}?from=9999999999").content.decode()) == []
    newest = f"{address}?order=newest&from="
    assert anchors(Client().get(f"{newest}{comments[1].pk}").text) == [
        comments[1].pk,
        comments[0].pk,
    ]
    assert anchors(Client().get(f"{newest}{comments[0].pk - 1}").text) == []
    assert len(anchors(Client().get(f"{newest}9999999999").text)) == 3
