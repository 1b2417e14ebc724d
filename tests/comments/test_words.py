"""Words and patterns of the owner's list, looked for where the owner wants, whole and folded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Block, Check, Comment
from comments.own_link import own_link
from comments.spam.blocking import BlockRefused
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def put(akismet: AkismetStandIn, moderator: User) -> Callable[..., Block]:
    """Put a word on the list; the checker calls everything ham, so that only the list speaks."""
    akismet.behave("body", body="false")

    def add(value: str, kind: str = "word", **terms: Any) -> Block:
        return Block.objects.put(kind, value, by=moderator, **terms)

    return add


@pytest.mark.parametrize(
    ("word", "text", "is_found"),
    [
        ("ass", "What an ass!", True),
        ("ass", "A class of its own", False),
        ("ass", "ASS", True),
        ("naive", "How naïve of you", True),
        ("naïve", "How naive of you", True),
        ("Straße", "auf der STRASSE", True),
        ("casino", "ca\u00adsi\u200bno", True),
        ("casino", "ｃａｓｉｎｏ", True),
        ("casino", "**casi**no", False),
        ("buy now", "Buy,   now!", True),
        ("buy now", "now buy", False),
        ("buy now", "buy it now", False),
        ("casino.example", "see https://www.casino.example/win", True),
        ("казино", "лучшее КАЗИНО здесь", True),
        ("visual c++", "I write Visual C", True),
        ("no_way", "no_way", True),
    ],
)
def test_words_are_found_whole_whatever_their_case_and_accents(
    put: Callable, say: Say, word: str, text: str, is_found: bool
) -> None:
    put(word)
    assert say(text).status == ("held" if is_found else "published")


@pytest.mark.parametrize(
    ("pattern", "text", "is_found"),
    [
        (r"win \d+ (euros?|dollars?)", "You WIN 500 dollars", True),
        (r"win \d+ (euros?|dollars?)", "You win some", False),
        (r"\bcheap", "cheapest", True),
        (r"\p{Cyrillic}{5}", "Привет", True),
        (r"\p{Cyrillic}{5}", "Hello there", False),
        (r"赌场", "最好的赌场在这里", True),
        (r"(a+)+$", "a" * 9_000 + "b", False),
    ],
)
def test_patterns_find_what_they_describe(
    put: Callable, say: Say, pattern: str, text: str, is_found: bool
) -> None:
    put(pattern, "pattern")
    assert say(text).status == ("held" if is_found else "published")


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("(", "missing )"),
        ("[a", "missing ]"),
        (r"(a)\1", "invalid escape sequence"),
        ("(?=a)", "invalid perl operator"),
        ("(?<!a)b", "invalid perl operator"),
        ("((a{100}){100}){100}", "invalid repetition size"),
        ("[a-z ]{0,1000}q", "too large"),
        ("a*", "fits an empty text"),
        (" ", "nothing to block"),
        ("x" * 201, "longer than 200"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused_with_the_reason(
    put: Callable, pattern: str, told: str
) -> None:
    with pytest.raises(BlockRefused) as refused:
        put(pattern, "pattern")
    assert told in str(refused.value)
    assert not Block.objects.exists()


@pytest.mark.parametrize("word", ["!!!", "☠", " "])
def test_a_word_needs_letters(put: Callable, word: str) -> None:
    with pytest.raises(BlockRefused):
        put(word)


BAD = "badword"
TYPED = [
    ("text", {"body": f"It is a {BAD}, this"}),
    ("name", {"name": "Mr Badword"}),
    ("email", {"email": "me@badword.example"}),
    ("links", {"website": "https://badword.example/"}),
    ("links", {"body": "[here](https://x.example/?a=1&badword=2)"}),
    ("browser", {"user_agent": "Badword/1.0"}),
]


@pytest.mark.parametrize(("place", "given"), TYPED)
@pytest.mark.parametrize("looked_in", ["text", "name", "email", "links", "browser", "anywhere"])
def test_they_are_looked_for_where_the_owner_wants(
    put: Callable, say: Say, place: str, given: dict[str, str], looked_in: str
) -> None:
    put(BAD, place=looked_in)
    finds = looked_in == place or (looked_in == "anywhere" and place != "browser")
    # The text is what was typed, so the address of a link stands in it, too.
    finds = finds or (looked_in == "text" and BAD in given.get("body", ""))
    assert say(**given).status == ("held" if finds else "published")


def test_a_held_comment_says_which_word(put: Callable, say: Say) -> None:
    put("casino")
    assert say("A Casino!").why == "Not spam, but: “casino” stands in the text"


def test_what_goes_to_spam_by_a_word_is_put_to_nobody_and_its_history_says_so(
    put: Callable, say: Say, akismet: AkismetStandIn, work: Callable
) -> None:
    put("casino", effect="spam")
    comment = say("Casino")
    assert (comment.status, comment.basis) == ("spam", "rule")
    line = comment.history.latest("pk")
    assert line.why == "Not put to the spam check: “casino” stands in the text"
    assert line.rule == Block.objects.get().rule
    work()
    assert akismet.asked("comment-check") == []
    assert Check.objects.due().count() == 0


def test_a_person_can_take_it_back_and_have_it_checked(
    put: Callable, say: Say, moderator: User
) -> None:
    put("casino", effect="spam")
    comment = say("Casino")
    assert comment.restore(by=moderator)
    assert comment.status == "unchecked"
    comment.approve(by=moderator)
    assert comment.is_published


def test_no_effect_publishes_anything_unchecked(
    put: Callable, say: Say, akismet: AkismetStandIn
) -> None:
    put("casino")
    akismet.behave("close")
    assert say("Casino").status == "unchecked"


def test_the_checkers_word_against_a_comment_stands_whatever_a_list_says(
    put: Callable, say: Say, akismet: AkismetStandIn
) -> None:
    put("casino")
    akismet.behave("body", body="true")
    assert say("Casino").status == "spam"


def test_a_refused_reader_reads_why_beside_the_form_and_loses_nothing(
    put: Callable, post: Callable
) -> None:
    put("casino", effect="refuse")
    response = post(body="The Casino is mine", name="Ada")
    assert response.status_code == 409
    assert "This site takes no comments with “casino”." in response.text
    assert "The Casino is mine" in response.text
    assert 'value="Ada"' in response.text
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("effects", "came_to"),
    [
        (["hold", "spam", "refuse"], "refused"),
        (["refuse", "spam"], "refused"),
        (["spam", "hold"], "spam"),
        (["hold", "spam"], "spam"),
        (["hold"], "held"),
    ],
)
def test_the_strongest_effect_wins(
    put: Callable, post: Callable, effects: list[str], came_to: str
) -> None:
    for number, effect in enumerate(effects):
        put(f"word{number}", effect=effect)
    post(body=" ".join(f"word{number}" for number in range(3)))
    assert [comment.status for comment in Comment.objects.all()] == (
        [] if came_to == "refused" else [came_to]
    )


def test_held_and_spam_read_the_same_to_their_author(
    put: Callable, post: Callable, read: Callable
) -> None:
    put("held")
    put("gone", effect="spam")
    pages = [read(post(body=body)["Location"]) for body in ("held", "gone")]
    assert all("waits for a moderator" in page for page in pages)


def test_who_was_wronged_by_a_list_may_try_again_and_is_never_told_of_a_copy(
    put: Callable, post: Callable, moderator: User
) -> None:
    block = put("casino", effect="spam")
    same = {"body": "My casino aunt", "email": "ada@example.org", "name": "Ada"}
    post(**same)
    block.lift(by=moderator)
    assert post(**same).status_code == 302
    assert Comment.objects.latest("pk").is_published


@pytest.mark.parametrize(("effect", "status"), [("hold", 302), ("spam", 302), ("refuse", 422)])
def test_an_edit_meets_the_same_words(
    put: Callable, say: Say, client: Client, effect: str, status: int
) -> None:
    comment = say("Innocent")
    put("casino", effect=effect)
    response = client.post(f"{own_link(comment)}edit/", {"body": "The casino"})
    assert response.status_code == status
    comment.refresh_from_db()
    assert comment.body == "Innocent"
    if status == 422:
        assert "no comments with “casino”" in response.text
        assert "The casino" in response.text


def test_a_lifted_word_and_one_whose_time_is_over_find_nothing(
    put: Callable, say: Say, moderator: User, clock
) -> None:
    put("first").lift(by=moderator)
    put("second", until=timezone.now() + timedelta(hours=1))
    assert say("first").is_published
    assert say("second").status == "held"
    clock.shift(3600)
    assert say("second again").is_published
    assert Block.objects.count() == 2


def test_a_change_holds_for_the_very_next_comment(put: Callable, say: Say, moderator: User) -> None:
    assert say("casino 1").is_published
    block = put("casino")
    assert say("casino 2").status == "held"
    block.alter(by=moderator, effect="spam")
    assert say("casino 3").status == "spam"
    block.lift(by=moderator)
    assert say("casino 4").is_published


@pytest.mark.parametrize("number", [0, 1, 3000])
def test_a_long_list_costs_no_query(put: Callable, say: Say, number: int) -> None:
    put("unheard")
    Block.objects.bulk_create(
        Block(kind="word", value=f"never{at}", key=f"word anywhere never{at}")
        for at in range(number)
    )
    put("last", effect="spam")
    say()
    with CaptureQueriesContext(connection) as asked:
        say()
    assert [each["sql"] for each in asked if '"comments_block"."value"' in each["sql"]] == []


def test_a_hostile_text_cannot_make_a_pattern_slow(put: Callable, say: Say) -> None:
    """What takes a backtracking engine longer than the age of the world."""
    put(r"(x+x+)+y", "pattern")
    put(r"(.*)*(.*)*(.*)*z9", "pattern")
    assert say("x" * 10_000).is_published
