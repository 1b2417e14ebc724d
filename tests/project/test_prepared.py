"""A prepared query gives what the ORM gives, each time, on each connection."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.utils import timezone

from articles.models import Article, Image
from fitsite.prepared import MOST_TOGETHER, Prepared, PreparedUpdate
from tests.conftest import MakeArticle

COLUMNS = ("pk", "title", "publish_at", "comments_open", "hero__width", "created_by__is_staff")


def after(title: Any, pk: Any) -> QuerySet[Article, Any]:
    found = Article.objects.filter(title__gte=title, id__gt=pk, comments_open=True)
    return found.order_by("-title").values_list(*COLUMNS)[:2]


def among(pks: Any, title: Any) -> QuerySet[Article, Any]:
    return Article.objects.filter(pk__in=pks, title__gte=title).order_by("pk").values_list("title")


AFTER, AMONG = Prepared(after), Prepared(among)
LENGTHEN = PreparedUpdate(
    lambda title, minutes: (
        Article.objects.filter(title=title),
        {"reading_minutes": F("reading_minutes") + minutes},
    )
)
LIVE = Prepared(lambda now: Article.objects.published(now).select_related("hero").order_by("title"))


@pytest.mark.django_db
def test_it_gives_the_rows_that_the_orm_gives(make_article: MakeArticle) -> None:
    made = [make_article(title=title) for title in ("A", "B", "C'%s\"", "D")]
    for title, article in (("A", made[0]), ("B", made[2]), ("C'%s\"", made[0]), ("Z", made[0])):
        expected = list(after(title, article.pk))
        assert AFTER.run(title=title, pk=article.pk) == expected


@pytest.mark.django_db
def test_it_is_one_query_and_sees_what_has_changed(
    make_article: MakeArticle, django_assert_num_queries: Any
) -> None:
    make_article(title="First")
    for title in ("Second", "Third"):
        make_article(title=title)
        with django_assert_num_queries(1):
            found = AFTER.run(title=title, pk=0)
        assert [row[1] for row in found] == [title]


@pytest.mark.django_db
def test_it_gives_records_with_what_belongs_to_them(
    make_article: MakeArticle, django_assert_num_queries: Any
) -> None:
    image = Image.objects.create(file="images/a.jpg", width=4, height=3)
    bare, pictured = make_article(title="A"), make_article(title="B", hero=image)
    with django_assert_num_queries(1):
        found = LIVE.run(now=timezone.now())
        assert [article.hero for article in found] == [None, image]
    assert found == [bare, pictured]
    for column in Article._meta.concrete_fields:
        expected = getattr(Article.objects.get(pk=pictured.pk), column.attname)
        assert getattr(found[1], column.attname) == expected
    assert LIVE.run(now=timezone.now() - timedelta(days=1)) == []


@pytest.mark.django_db
def test_a_list_may_have_any_length(
    make_article: MakeArticle, django_assert_num_queries: Any
) -> None:
    made = [make_article(title=title).pk for title in "ABCD"]
    for pks in (made[:1], made[1:3], [*made, 0], made[2:4]):
        with django_assert_num_queries(1):
            found = AMONG.run(pks=pks, title="B")
        assert found == list(among(pks, "B"))


@pytest.mark.django_db
def test_many_times_are_one_query(
    make_article: MakeArticle, django_assert_num_queries: Any
) -> None:
    made = [make_article(title=title).pk for title in "ABCD"]
    with django_assert_num_queries(1):
        found = list(AFTER.run_each([{"title": title, "pk": 0} for title in "DBZ"]))
    assert [(number, pk) for number, pk, *_ in found] == [(0, made[3]), (1, made[3]), (1, made[2])]
    assert list(AFTER.run_each([])) == []


@pytest.mark.django_db
def test_more_times_than_one_query_takes_keep_their_numbers(make_article: MakeArticle) -> None:
    article = make_article(title="Only")
    times: list[Any] = [{"title": "Zoo", "pk": 0}] * (MOST_TOGETHER + 1)
    found = AFTER.run_each([*times, {"title": "A", "pk": 0}])
    assert [row[:2] for row in found] == [(len(times), article.pk)]


@pytest.mark.django_db
def test_an_update_changes_what_it_names_and_tells_how_many(
    make_article: MakeArticle, django_assert_num_queries: Any
) -> None:
    longer, other = make_article(title="Long"), make_article(title="Other")
    Article.objects.update(reading_minutes=4)
    for times in (1, 2):
        with django_assert_num_queries(1):
            assert LENGTHEN.run(title="Long", minutes=3) == 1
        longer.refresh_from_db()
        assert longer.reading_minutes == 4 + 3 * times
    assert LENGTHEN.run(title="Nobody's", minutes=3) == 0
    other.refresh_from_db()
    assert other.reading_minutes == 4


@pytest.mark.django_db(transaction=True)
def test_it_works_in_any_thread_and_after_the_connection_was_lost(
    make_article: MakeArticle,
) -> None:
    make_article(title="Only")
    found: list[Any] = []

    def look() -> None:
        found.append(AFTER.run(title="Only", pk=0))
        connection.close()

    for _ in range(2):
        thread = Thread(target=look)
        thread.start()
        thread.join()
        look()
    assert len(found) == 4
    assert all(rows == found[0] and rows[0][1] == "Only" for rows in found)
