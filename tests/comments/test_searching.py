"""The index of words follows each change of a comment, on whatever road it comes."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import Comment
from comments.searching import rare_words, reading_words, with_words
from fitsite.accounts.models import User
from tests.conftest import Say

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[Comment]:
    return list(Comment.objects.filter(with_words(typed)))


def test_an_edit_is_found_by_its_new_words_once_it_is_in_force(say: Say, moderator: User) -> None:
    comment = say("Winter")
    comment.approve(by=moderator)
    comment.edit("Summer").settle("")
    assert found("winter") == [comment]
    comment.accept_edit(by=moderator)
    assert found("winter") == []
    assert found("summer") == [comment]


def test_what_was_erased_is_not_found(say: Say) -> None:
    comment = say("Winter", name="Kim")
    comment.erase()
    assert found("winter") == found("kim") == []


def test_a_change_of_many_at_once_is_found(say: Say) -> None:
    comment = say("Winter")
    Comment.objects.filter(pk=comment.pk).update(body="Summer")
    assert found("summer") == [comment]


@pytest.mark.parametrize(
    "typed", ["winter OR summer", "NOT winter", "winter:*|x", "name:winter", "winter'); --x"]
)
def test_nothing_that_was_typed_is_taken_for_a_command(typed: str, say: Say) -> None:
    say("Winter")
    assert found(typed) == []


@pytest.mark.parametrize(
    "typed",
    ["winter", "WINT", "inter", "winter trainers", "kim", "k@spam.example", "größe", "run_wild"],
)
def test_reading_the_comments_finds_what_the_index_finds(typed: str, say: Say) -> None:
    say("Summer")
    say("Trainers for the winter in any Größe, http://shop.example/run_wild", name="Kim")
    say("Winter", email="k@spam.example", website="https://www.kim.example/")
    assert list(Comment.objects.filter(reading_words(typed))) == found(typed)


def test_it_is_known_which_words_are_rare(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        say("Winter again")
    say("Wintry")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE comments_comment")
    monkeypatch.setattr("comments.searching.RARE", 2)
    assert rare_words("WINTER wintry summer") == ["wintry", "summer"]
    monkeypatch.setattr("comments.searching.RARE", 3)
    assert rare_words("WINTER wintry wint") == ["winter", "wintry"]


def test_it_is_asked_by_index() -> None:
    with CaptureQueriesContext(connection) as asked:
        condition = with_words("winter")
        list(Comment.objects.filter(condition))
    sql = asked.captured_queries[0]["sql"]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'' if connection.vendor == 'postgresql' else 'QUERY PLAN '}{sql}")
        plan = str(cursor.fetchall())
    assert ("comments_words" if connection.vendor == "postgresql" else "VIRTUAL") in plan


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's index is part of the table")
def test_a_migration_that_rebuilds_the_table_loses_nothing(say: Say) -> None:
    comment = say("Winter")
    field = Comment._meta.get_field("name")
    with connection.schema_editor() as editor:
        editor._remake_table(  # type: ignore[attr-defined]
            Comment, alter_fields=[(field, field)]
        )
    missed = say("Summer")
    call_command("migrate", verbosity=0)
    assert found("winter") == [comment]
    assert found("summer") == [missed]
    missed.erase()
    assert found("summer") == []
