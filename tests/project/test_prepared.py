"""A prepared query gives what the ORM gives, each time, on each connection."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from articles.models import Article, Image
from comments.models import Check, Comment, Revision
from comments.models.revision import Standing
from fitsite.counters import ADDED, REPLACED
from fitsite.page_cache.models import PageVersion
from fitsite.prepared import (
    MOST_TOGETHER,
    Prepared,
    PreparedUpdate,
    PreparedUpsert,
    carry_out,
    insert,
    next_ids,
    storing,
    together,
)
from tests.conftest import MakeArticle, Say

COLUMNS = ("pk", "title", "publish_at", "comments_open", "hero__width", "created_by__is_staff")


def after(title: Any, pk: Any) -> QuerySet[Article, Any]:
    found = Article.objects.filter(title__gte=title, id__gt=pk, comments_open=True)
    return found.order_by("-title").values_list(*COLUMNS)[:2]


def among(pks: Any, title: Any) -> QuerySet[Article, Any]:
    return Article.objects.filter(pk__in=pks, title__gte=title).order_by("pk").values_list("title")


def before(title: Any) -> QuerySet[Article, Any]:
    found = Article.objects.filter(title__lt=title).order_by("title")
    return found.values_list(*COLUMNS)[:3]


AFTER, AMONG, BEFORE = Prepared(after), Prepared(among), Prepared(before)
LENGTHEN = PreparedUpdate(
    lambda title, minutes: (
        Article.objects.filter(title=title),
        {"reading_minutes": F("reading_minutes") + minutes},
    )
)
RENAME = PreparedUpdate(
    lambda title, becoming: (Article.objects.filter(title=title), {"title": becoming})
)
ANSWER = PreparedUpdate(
    lambda pk, lease, answer, at: (
        Check.objects.filter(pk=pk, lease=lease),
        {"answer": answer, "due_at": at},
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
def test_many_questions_are_one_query(
    make_article: MakeArticle, django_assert_num_queries: Any
) -> None:
    made = [make_article(title=title).pk for title in "ABCD"]
    with django_assert_num_queries(1):
        found = together(
            [
                *((AFTER, {"title": title, "pk": 0}) for title in "DBZ"),
                (BEFORE, {"title": "C"}),
            ]
        )
    assert [[pk for pk, *_ in rows] for rows in found] == [
        [made[3]],
        [made[3], made[2]],
        [],
        [made[0], made[1]],
    ]
    assert together([]) == []


@pytest.mark.django_db
def test_more_questions_than_one_query_takes_keep_their_order(make_article: MakeArticle) -> None:
    article = make_article(title="Only")
    *nothing, last = together(
        [
            *[(AFTER, {"title": "Zoo", "pk": 0})] * (MOST_TOGETHER + 1),
            (AFTER, {"title": "A", "pk": 0}),
        ]
    )
    assert nothing == [[]] * (MOST_TOGETHER + 1)
    assert [pk for pk, *_ in last] == [article.pk]


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


@pytest.mark.django_db
def test_an_update_takes_what_fields_take(say: Say) -> None:
    say("Words")
    check = Check.objects.get()
    Check.objects.update(closed_at=None, due_at=timezone.now())
    assert check.claim()
    assert check.lease
    assert ANSWER.run(pk=check.pk, lease=uuid4(), answer={}, at=timezone.now()) == 0
    answer, at = {"says": ["'%s\"", None, 1.5]}, timezone.now()
    assert ANSWER.run(pk=check.pk, lease=check.lease, answer=answer, at=at) == 1
    check.refresh_from_db()
    assert (check.answer, check.due_at) == (answer, at)


@pytest.mark.django_db
def test_an_insert_stores_what_saving_stores(
    make_article: MakeArticle, say: Say, django_assert_num_queries: Any
) -> None:
    saved = say("Words")
    columns = [each for each in Comment._meta.concrete_fields if not each.primary_key]
    values = {each.attname: getattr(saved, each.attname) for each in columns if not each.generated}
    # The texts after the first are put into the SQL that was made for it.
    for address in ("2001:db8::1", None, "192.0.2.7"):
        record = Comment(**values | {"name": f"'%s\" {address}", "address": address})
        with django_assert_num_queries(1):
            insert(record)
        stored = Comment.objects.get(name=record.name)
        assert stored == record != saved
        for each in columns:
            assert getattr(stored, each.attname) == getattr(record, each.attname)


@pytest.mark.django_db
def test_an_insert_respects_what_the_table_demands(say: Say) -> None:
    text = Revision.objects.get(comment=say("Words"))
    copy = Revision(comment_id=text.comment_id, number=1, body="", created_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(copy)
    assert copy.pk is None


@pytest.mark.django_db
def test_several_writes_are_carried_out_in_their_order(
    make_article: MakeArticle, django_assert_num_queries: Any
) -> None:
    article = make_article(title="Long")
    writes = [
        LENGTHEN.write(title="Long", minutes=2),
        RENAME.write(title="Long", becoming="'%s\" ; DROP"),
        LENGTHEN.write(title="Long", minutes=2),
        LENGTHEN.write(title="'%s\" ; DROP", minutes=3),
    ]
    before = article.reading_minutes
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else len(writes)):
        carry_out(writes)
    article.refresh_from_db()
    assert (article.title, article.reading_minutes) == ("'%s\" ; DROP", before + 2 + 3)
    carry_out([])


@pytest.mark.django_db
def test_one_write_that_fails_is_told_like_any_other(make_article: MakeArticle, say: Say) -> None:
    make_article(title="Long")
    text = Revision.objects.get(comment=say("Words"))
    copy = Revision(comment_id=text.comment_id, number=1, body="", created_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        carry_out([LENGTHEN.write(title="Long", minutes=60), storing(copy)])
    assert not Article.objects.filter(reading_minutes__gte=60).exists()


@pytest.mark.django_db
def test_records_that_know_their_keys_before_they_are_stored(say: Say) -> None:
    comment = say("Words")
    for number in (2, 3):
        with transaction.atomic():
            text_id, check_id = next_ids(Revision, Check)
            at = timezone.now()
            text = Revision(pk=text_id, comment=comment, number=number, body="'%s\"", created_at=at)
            check = Check.objects.question(revision=text, fields={"a": "'%s\""}, objections=[])
            check.pk = check_id
            Check.objects.open().close()
            comment.revisions.update(standing=Standing.REPLACED)
            carry_out([storing(text), storing(check)])
        stored = Check.objects.get(pk=check_id)
        assert (stored.revision, stored.fields, stored.lease) == (text, check.fields, check.lease)
        assert Revision.objects.get(pk=text_id).body == text.body
    comment.revisions.update(standing=Standing.REPLACED)
    later = Revision(comment=comment, number=4, body="", created_at=timezone.now())
    later.save()
    assert later.pk > text_id


@pytest.mark.django_db
def test_a_row_with_a_key_is_stored_once_and_then_changed(django_assert_num_queries: Any) -> None:
    raised = PreparedUpsert(PageVersion, ["scope"], number=ADDED)
    for scope, expected in (("site", 3), ("thread", 3), ("site", 6)):
        with django_assert_num_queries(1):
            raised.run(scope=scope, number=3)
        assert PageVersion.objects.get(scope=scope).number == expected
    PreparedUpsert(PageVersion, ["scope"], number=REPLACED).run(scope="site", number=1)
    assert PageVersion.objects.get(scope="site").number == 1


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
