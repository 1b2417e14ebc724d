"""Each commenter has a look of their own, made here and telling nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from comments.avatars import CUTS, TINTS, initials, look
from fitsite.accounts.models import User
from tests.conftest import Say

CSS = Path("static/css/components/avatar.css").read_text()


def avatars(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<span class="avatar ([\w -]+)" aria-hidden="true">(.*?)</span>', html)


@pytest.mark.django_db
def test_the_same_person_looks_the_same_whatever_the_name(
    akismet, say: Say, read: Callable
) -> None:
    say(name="Ana Lima", email="Ana@example.com")
    say(name="A.", email="ana@EXAMPLE.com")
    (one, letters), (other, letter) = avatars(read())
    assert one == other
    assert (letters, letter) == ("AL", "A")


def test_people_look_different_and_all_looks_are_used_and_drawn() -> None:
    looks = {look(f"{number}@example.org", "") for number in range(2000)}
    assert len(looks) == TINTS * CUTS
    for name in {part for classes in looks for part in classes.split()}:
        assert f".{name} {{" in CSS


def test_who_left_no_address_looks_like_the_name() -> None:
    assert look("", "Ana Lima") == look("", "ana lima")
    assert len({look("", f"Reader {number}") for number in range(50)}) > 10


def test_nobody_without_the_key_can_tell_an_address_from_a_look(settings: Settings) -> None:
    before = [look(f"{number}@example.org", "") for number in range(50)]
    settings.SECRET_KEY = "another" * 10
    assert [look(f"{number}@example.org", "") for number in range(50)] != before


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana", "A"),
        ("ana maria de lima", "AL"),
        ("  Ana  Lima ", "AL"),
        ("محمد", "م"),
        ("李 明", "李明"),
        ("ß", "SS"),
        ("<b> &", "&lt;&amp;"),
        ("🏃", "🏃"),
    ],
)
@pytest.mark.django_db
def test_initials_are_the_first_letters_of_a_name_in_any_script(
    name: str, letters: str, akismet, say: Say, read: Callable
) -> None:
    say(name=name)
    assert avatars(read())[0][1] == letters
    assert len(initials(name)) <= 2


@pytest.mark.django_db
def test_a_gap_has_no_look(akismet, say: Say, read: Callable, moderator: User) -> None:
    gone = say(name="Zoe Quill")
    say(name="Ana", parent=gone)
    gone.remove(by=moderator)
    html = read()
    assert [letters for _, letters in avatars(html)] == ["A"]
    assert "ZQ" not in html
