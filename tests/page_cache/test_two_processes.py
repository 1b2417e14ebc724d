"""Whatever changes, two web processes show it on every page within a second.

A row is a change, and some of the pages that look different afterwards. All pages of the site are
compared with what Django makes of the database at that moment; so a row for a new kind of change
needs no more than the change.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import unified_diff

import pytest
from _pytest.mark import ParameterSet
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from articles.models import Article, Author, Category, Image, Page, Tag
from articles.models.content import LIVE_FIELDS
from comments.models import Comment, CommentSettings
from comments.reconciler import reconcile
from fitsite.accounts.models import User
from fitsite.branding.models import Branding
from tests.conftest import MakeArticle, Say
from tests.page_cache.redis_server import REDIS_URL, redis_answers
from tests.page_cache.web_process import Got, WebProcess

WITHIN = 1.0
BETWEEN_LOOKS = 0.02


@dataclass(frozen=True)
class Cast:
    """A small magazine with one of everything."""

    article: Article
    draft: Article
    author: Author
    child: Category
    tag: Tag
    page: Page
    image: Image
    root: Comment
    reply: Comment
    waiting: Comment
    moderator: User

    @property
    def pages(self) -> list[str]:
        """Every page that readers may ask for, some of them not there yet."""
        return [
            *("/", "/tags/tea/", "/tags/tisane/", "/categories/drinks/"),
            *("/categories/drinks/hot/", "/categories/hot/", "/authors/ann/", "/about/"),
            *("/privacy/comments/", "/articles/green/", "/articles/black/", "/articles/new/"),
            *("/articles/green/?order=newest", "/articles/green/comments/count/"),
            f"/comments/{self.root.pk}/replies/",
            *("/archive/", reverse("articles:month", args=[timezone.localdate()])),
        ]


@pytest.fixture
def cast(transactional_db: None, make_article: MakeArticle, say: Say, moderator: User) -> Cast:
    author = Author.objects.create(name="Ann", slug="ann")
    parent = Category.objects.create(name="Drinks", slug="drinks")
    child = Category.objects.create(name="Hot", slug="hot", parent=parent)
    image = Image.objects.create(file="images/tea.jpg", width=800, height=400, alt="A pot")
    filed = {"author_ids": [author.pk], "category_ids": [child.pk], "tag_names": ["tea"]}
    article = make_article(title="Green", slug="green", hero=image, **filed)
    make_article(title="Black", slug="black", **filed)
    draft = Article.objects.draft(title="New", slug="new", body="<p>New.</p>", **filed)
    root = say("A root", article=article)
    root.approve(by=moderator)
    reply = say("A reply", article=article, parent=root, user=moderator)
    return Cast(
        article=article,
        draft=draft,
        author=author,
        child=child,
        tag=Tag.objects.get(),
        page=Page.objects.create(title="About", slug="about", body="<p>Us.</p>"),
        image=image,
        root=root,
        reply=reply,
        waiting=say("Waits", article=article),
        moderator=moderator,
    )


def publish(article: Article, **content: object) -> None:
    """Publish the newest text with something changed."""
    latest = article.latest
    assert latest
    names = [*LIVE_FIELDS, "author_ids", "category_ids", "tag_names"]
    revision = article.revise(**{name: getattr(latest, name) for name in names} | content)
    article.publish(revision)


def soon() -> datetime:
    """A moment that comes after a process has had time to read the numbers."""
    return timezone.now() + timedelta(seconds=0.8)


def appears(cast: Cast) -> datetime:
    due = soon()
    publish(cast.draft, publish_at=due)
    return due


def ends(cast: Cast) -> datetime:
    due = soon()
    publish(cast.article, unpublish_at=due)
    return due


def closes(cast: Cast) -> datetime:
    due = soon()
    publish(cast.article, publish_at=due - timedelta(days=1), comments_close_after=1)
    return due


def closes_for_all(cast: Cast) -> datetime:
    due = soon()
    publish(cast.article, publish_at=due - timedelta(days=1))
    CommentSettings.objects.create(close_after_days=1)
    return due


def miscounted(cast: Cast) -> None:
    """A count is wrong, and the reconciler mends it."""
    Comment.objects.filter(pk=cast.root.pk).update(replies_published=40)
    reconcile()


# What happens, and where it is seen. A change that returns a time happens then.
Change = Callable[[Cast], object]
ARTICLES: dict[str, tuple[Change, list[str]]] = {
    "an article is published": (lambda cast: publish(cast.draft), ["/articles/new/", "/"]),
    "an article is edited": (
        lambda cast: publish(cast.article, title="Jade", body="<p>More.</p>"),
        ["/articles/green/", "/", "/tags/tea/", "/categories/drinks/", "/authors/ann/"],
    ),
    "an article is filed elsewhere": (
        lambda cast: publish(cast.article, tag_names=["tisane"], category_ids=[]),
        ["/articles/green/", "/tags/tisane/", "/tags/tea/", "/categories/drinks/hot/"],
    ),
    "an article is withdrawn": (
        lambda cast: cast.article.withdraw(),
        ["/articles/green/", "/", "/tags/tea/", "/categories/drinks/", "/authors/ann/"],
    ),
    "an article appears by itself": (appears, ["/articles/new/", "/", "/tags/tea/"]),
    "an article ends by itself": (ends, ["/articles/green/", "/", "/authors/ann/"]),
    "comments close by themselves": (closes, ["/articles/green/"]),
}
FILING: dict[str, tuple[Change, list[str]]] = {
    "an author is renamed": (
        lambda cast: Author.objects.update(name="Anna"),
        ["/authors/ann/", "/articles/green/", "/articles/black/", "/"],
    ),
    "a tag is renamed": (
        lambda cast: Tag.objects.update(name="Teas"),
        ["/tags/tea/", "/articles/green/"],
    ),
    "a tag is merged into another": (
        lambda cast: cast.tag.merge_into(Tag.objects.create(name="Tisane", slug="tisane")),
        ["/tags/tea/", "/tags/tisane/", "/articles/green/"],
    ),
    "a category moves": (
        lambda cast: Category.objects.filter(pk=cast.child.pk).update(parent=None),
        ["/categories/hot/", "/categories/drinks/hot/", "/articles/green/"],
    ),
    "a picture is described": (
        lambda cast: Image.objects.update(alt="A green pot"),
        ["/articles/green/"],
    ),
    "a page is edited": (
        lambda cast: Page.objects.update(body="<p>All of us.</p>"),
        ["/about/"],
    ),
    "a page is deleted": (lambda cast: cast.page.delete(), ["/about/"]),
}
SETTINGS: dict[str, tuple[Change, list[str]]] = {
    "the site is renamed": (
        lambda cast: Branding.objects.create(name="The Teapot"),
        ["/", "/articles/green/", "/about/", "/privacy/comments/", "/tags/tea/"],
    ),
    "the menu changes": (
        lambda cast: Branding.objects.create(menu="Tea | /tags/tea/"),
        ["/", "/articles/black/", "/about/", "/privacy/comments/"],
    ),
    "threads are read from the other end": (
        lambda cast: CommentSettings.objects.create(order="newest"),
        ["/articles/green/?order=newest", "/articles/green/"],
    ),
    "nobody replies any more": (
        lambda cast: CommentSettings.objects.create(depth=0),
        ["/articles/green/", "/comments/{root}/replies/"],
    ),
    "the owner closes comments after a time": (closes_for_all, ["/articles/green/"]),
}
COMMENTS: dict[str, tuple[Change, list[str]]] = {
    "a comment is approved": (
        lambda cast: cast.waiting.approve(by=cast.moderator),
        ["/articles/green/", "/articles/green/comments/count/", "/", "/tags/tea/"],
    ),
    "a comment is removed": (
        lambda cast: cast.root.remove(by=cast.moderator),
        ["/articles/green/", "/", "/comments/{root}/replies/"],
    ),
    "a reply is held back": (
        lambda cast: cast.reply.hold(by=cast.moderator),
        ["/articles/green/", "/", "/comments/{root}/replies/"],
    ),
    "an edit is accepted": (
        lambda cast: (cast.root.edit("Other words"), cast.root.accept_edit(by=cast.moderator)),
        ["/articles/green/", "/comments/{root}/replies/"],
    ),
    "a comment is withdrawn by its author": (
        lambda cast: cast.root.withdraw(),
        ["/articles/green/", "/comments/{root}/replies/"],
    ),
    "a comment is erased": (
        lambda cast: cast.root.erase(),
        ["/articles/green/", "/comments/{root}/replies/"],
    ),
    "a wrong count is mended": (miscounted, []),
    "a moderator leaves": (
        lambda cast: User.objects.filter(pk=cast.moderator.pk).update(is_staff=False),
        ["/articles/green/", "/comments/{root}/replies/"],
    ),
}
ROWS = ARTICLES | FILING | SETTINGS | COMMENTS
# One of each kind for every run of the tests; .ci/run takes them all, with Redis and without.
QUICK = {"an article is edited", "an article appears by itself", "a comment is approved"}


@pytest.fixture(scope="session")
def start(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[str], list[WebProcess]]]:
    """Start two processes for each kind of cache, when they are first asked for."""
    running: dict[str, list[WebProcess]] = {}

    def start(kind: str) -> list[WebProcess]:
        if kind not in running:
            # A prefix of their own, so that they share no page with another run of the tests.
            own = f"{REDIS_URL}?key_prefix={secrets.token_hex()}" if kind == "redis" else ""
            given = {"CACHE_URL": own, "SECRET_KEY": settings.SECRET_KEY}
            running[kind] = []
            for _ in range(2):
                running[kind].append(WebProcess(**given))
        return running[kind]

    yield start
    for processes in running.values():
        for process in processes:
            process.stop()


def row(name: str, kind: str) -> ParameterSet:
    is_quick = name in QUICK and kind == "memory"
    marks = [] if is_quick else [pytest.mark.slow]
    return pytest.param(name, kind, id=f"{name}, {kind}", marks=marks)


@pytest.mark.parametrize(
    ("name", "kind"), [row(name, kind) for name in ROWS for kind in ("memory", "redis")]
)
def test_a_change_is_seen_on_every_page_of_two_processes_within_a_second(
    name: str, kind: str, cast: Cast, start: Callable[[str], list[WebProcess]]
) -> None:
    if kind == "redis" and not redis_answers():
        pytest.skip(f"No Redis answers at {REDIS_URL}.")
    change, seen_on = ROWS[name]
    processes = start(kind)
    before = {address: fresh(address) for address in cast.pages}
    for process in processes:
        for address in cast.pages:
            wait_until_right(process, address, before[address], time.monotonic() + WITHIN)
            wait_until_kept(process, address)

    due = change(cast)
    while isinstance(due, datetime) and timezone.now() < due:
        for process in processes:
            for address in cast.pages:
                process.get(address)
    changed_at = time.monotonic()

    after = {address: fresh(address) for address in cast.pages}
    for address in (each.format(root=cast.root.pk) for each in seen_on):
        assert after[address] != before[address], f"{address} does not show that {name}."
    for process in processes:
        for address in cast.pages:
            wait_until_right(process, address, after[address], changed_at + WITHIN)


def fresh(address: str) -> tuple[int, bytes]:
    """The page as Django makes it now; of what is not there, that it is not."""
    response = Client().get(address, HTTP_HOST="localhost")
    return response.status_code, response.content if response.status_code == 200 else b""


def wait_until_right(
    process: WebProcess, address: str, right: tuple[int, bytes], last: float
) -> None:
    """Fail if an answer is wrong that was asked for after `last`."""

    def is_right(got: Got) -> bool:
        return (got.status, got.body if got.status == 200 else b"") == right

    got = answer_until(is_right, process, address, last)
    assert is_right(got), f"{address} is not right: {difference(got, right)}"


def wait_until_kept(process: WebProcess, address: str) -> None:
    """Fail if a page is not kept, or an error is.

    A page that is right may have been made while the process still had older numbers. It is made
    anew with the next ones.
    """

    def is_kept_if_it_is_there(got: Got) -> bool:
        return got.was_kept == (got.status == 200)

    got = answer_until(is_kept_if_it_is_there, process, address, time.monotonic() + WITHIN)
    assert is_kept_if_it_is_there(got), f"{address}: {got.status}, kept: {got.was_kept}."


def answer_until(
    is_good: Callable[[Got], bool], process: WebProcess, address: str, last: float
) -> Got:
    """The first good answer; where there is none, one that was asked for after `last`."""
    while True:
        asked_at = time.monotonic()
        got = process.get(address)
        if is_good(got) or asked_at >= last:
            return got
        time.sleep(BETWEEN_LOOKS)


def difference(got: Got, right: tuple[int, bytes]) -> str:
    served, expected = got.body.decode().splitlines(), right[1].decode().splitlines()
    told = "\n".join(unified_diff(served, expected, "served", "right", n=0, lineterm=""))
    return f"{got.status}, {right[0]}\n{told}"
