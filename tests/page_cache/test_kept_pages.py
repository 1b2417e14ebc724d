"""A page is made once for everybody, and again as soon as it would look different."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from time_machine import TimeMachineFixture

from articles.models import Article, Page
from comments.models import Comment, CommentSettings
from comments.own_link import own_link
from fitsite.accounts.models import User
from tests.conftest import MakeArticle, Say
from tests.page_cache import urls
from tests.page_cache.conftest import Site

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    urls.asked.clear()
    urls.may_end.clear()


def test_a_page_is_made_once(site: Site, article: Article) -> None:
    first, second = site.get("/articles/article-1/"), site.get("/articles/article-1/")
    assert (first.was_kept, second.was_kept) == (False, True)
    assert first.body == second.body


def test_a_kept_page_is_what_django_would_have_said(site: Site, article: Article) -> None:
    site.get("/articles/article-1/")
    kept = site.get("/articles/article-1/")
    fresh = Client().get("/articles/article-1/", HTTP_HOST="localhost")
    assert kept.body == fresh.content
    own = {"X-Request-ID", "Vary", "ETag"}
    assert {n: v for n, v in kept.headers.items() if n not in own} == {
        n: v for n, v in fresh.headers.items() if n not in own
    }
    assert kept.headers["Cache-Control"] == "max-age=0, must-revalidate"


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/articles/article-1/", "/about/", "/privacy/comments/"),
        "/comments/{comment}/replies/",
    ],
)
def test_every_page_for_readers_is_kept(
    address: str, site: Site, article: Article, say: Say, moderator: User
) -> None:
    Page.objects.create(title="About", slug="about", body="<p>Us.</p>")
    comment = say()
    comment.approve(by=moderator)
    site.get(address.format(comment=comment.pk))
    assert site.get(address.format(comment=comment.pk)).was_kept


def test_a_change_is_seen_half_a_second_later(site: Site, article: Article) -> None:
    site.get("/")
    article.withdraw()
    assert "Article 1" in site.get("/").text
    site.a_moment_later()
    assert "Article 1" not in site.get("/").text


def test_hits_cost_one_query_in_half_a_second(
    site: Site, make_article: MakeArticle, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pages = [make_article().get_absolute_url() for _ in range(5)] + ["/"]
    for address in pages:
        site.get(address)
    with django_assert_num_queries(0):
        assert all(site.get(address).was_kept for address in pages)
    site.a_moment_later()
    with django_assert_num_queries(1):
        assert all(site.get(address).was_kept for address in pages)


def test_a_comment_renews_its_article_and_the_lists_and_nothing_else(
    site: Site,
    make_article: MakeArticle,
    say: Say,
    moderator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    one, *others = (make_article() for _ in range(4))
    others_pages = [other.get_absolute_url() for other in others]
    for address in ["/", "/privacy/comments/", one.get_absolute_url(), *others_pages]:
        site.get(address)
    say(article=one).approve(by=moderator)
    site.a_moment_later()
    with django_assert_num_queries(2):
        # The numbers, and once those of all threads that were asked for.
        assert all(site.get(address).was_kept for address in others_pages)
    assert site.get("/privacy/comments/").was_kept
    assert "1 comment" in site.get("/").text
    assert "1 comment" in site.get(one.get_absolute_url()).text


def test_a_comment_that_is_not_public_renews_nothing(
    site: Site, article: Article, say: Say
) -> None:
    pages = ["/", article.get_absolute_url()]
    for address in pages:
        site.get(address)
    say()
    site.a_moment_later()
    assert all(site.get(address).was_kept for address in pages)


def test_what_changes_while_a_page_is_made_is_not_missed(site: Site, odd_views: None) -> None:
    """The view reads, somebody changes it, and only then the view says what it depends on."""
    assert site.get("/overtaken/").text == "None"
    site.a_moment_later()
    assert site.get("/overtaken/").text != "None"


def test_a_page_that_was_old_when_it_was_finished_is_made_again(
    site: Site, odd_views: None
) -> None:
    assert site.get("/changing/").text == "1"
    site.a_moment_later()
    assert site.get("/changing/").text == "2"
    site.a_moment_later()
    assert site.get("/changing/").text == "2"


def test_a_page_appears_and_ends_to_the_second(
    site: Site, make_article: MakeArticle, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON - timedelta(minutes=1), tick=False)
    make_article(title="Briefly here", publish_at=NOON, unpublish_at=NOON + timedelta(minutes=5))
    shown = {}
    for seconds in (-60, -1, 0, 1, 299, 300, 301):
        time_machine.move_to(NOON + timedelta(seconds=seconds), tick=False)
        shown[seconds] = "Briefly here" in site.get("/").text
        assert site.get("/").was_kept
    assert [seconds for seconds, is_shown in shown.items() if is_shown] == [0, 1, 299]


def test_the_form_goes_when_comments_close(
    site: Site, make_article: MakeArticle, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    article = make_article(comments_close_after=1)
    closes = NOON + timedelta(days=1)
    found = []
    for moment in (NOON, closes - timedelta(seconds=1), closes):
        time_machine.move_to(moment, tick=False)
        found.append("Leave a Reply" in site.get(article.get_absolute_url()).text)
    assert found == [True, True, False]


def test_the_form_goes_when_the_owner_closes_comments_after_a_time(
    site: Site, make_article: MakeArticle, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    article = make_article()
    CommentSettings.objects.create(close_after_days=1)
    found = []
    for seconds in (0, 24 * 3600 - 1, 24 * 3600):
        time_machine.move_to(NOON + timedelta(seconds=seconds), tick=False)
        found.append("Leave a Reply" in site.get(article.get_absolute_url()).text)
    assert found == [True, True, False]


def test_no_page_is_kept_for_longer_than_an_hour(
    site: Site, article: Article, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    site.get("/")
    time_machine.shift(3599)
    assert site.get("/").was_kept
    time_machine.shift(1)
    assert not site.get("/").was_kept


def test_room_is_made_for_new_pages_by_those_asked_for_least_lately(
    settings: Settings, odd_views: None, make_site: Callable[[], Site]
) -> None:
    settings.PAGE_CACHE_MB = 1
    site = make_site()
    for number in range(8):
        site.get(f"/large/{number}/")
        site.get("/large/0/")
    for number in range(8, 16):
        site.get(f"/large/{number}/")
        assert site.get("/large/0/").was_kept
    assert not site.get("/large/1/").was_kept


def test_a_page_that_would_fill_the_room_is_not_kept(
    settings: Settings, odd_views: None, make_site: Callable[[], Site], make_article: MakeArticle
) -> None:
    settings.PAGE_CACHE_MB = 1
    site = make_site()
    make_article(slug="long", body=f"<p>{'long ' * 40_000}</p>")
    site.get("/articles/long/")
    assert not site.get("/articles/long/").was_kept


def test_nothing_is_kept_where_there_is_no_room(
    settings: Settings,
    make_site: Callable[[], Site],
    article: Article,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.PAGE_CACHE_MB = 0
    site = make_site()
    etag = site.get("/privacy/comments/").headers["ETag"]
    again = site.get("/privacy/comments/", HTTP_IF_NONE_MATCH=etag)
    assert not again.was_kept
    assert again.status == "304 Not Modified"
    assert "Article 1" in site.get("/").text
    Article.objects.update(title="Changed")
    assert "Changed" in site.get("/").text


def test_a_removed_comment_is_gone_from_its_replies_page(
    site: Site, article: Article, say: Say, moderator: User
) -> None:
    root: Comment = say("Words to be taken back")
    root.approve(by=moderator)
    say(parent=root).approve(by=moderator)
    address = f"/comments/{root.pk}/replies/"
    assert "Words to be taken back" in site.get(address).text
    root.remove(by=moderator)
    site.a_moment_later()
    assert "Words to be taken back" not in site.get(address).text


def test_one_s_own_page_and_the_desk_are_never_kept(
    site: Site, article: Article, say: Say, moderator: User
) -> None:
    for address in (own_link(say()), "/admin/login/?next=/admin/", "/healthz"):
        for _ in range(2):
            answer = site.get(address)
            assert (answer.status, answer.was_kept) == ("200 OK", False)


def test_a_new_text_has_a_new_tag_and_the_same_text_the_same(site: Site, article: Article) -> None:
    before = site.get("/").headers["ETag"]
    article.save()
    site.a_moment_later()
    same = site.get("/")
    assert (same.headers["ETag"], same.was_kept) == (before, False)
    Article.objects.update(title="Another title")
    site.a_moment_later()
    assert site.get("/").headers["ETag"] != before
