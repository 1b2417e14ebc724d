"""The first page of the admin says what waits for whoever looks at it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from fitsite.accounts.models import User
from tests.conftest import Say

pytestmark = pytest.mark.django_db
WAITING = re.compile(r'queue/\?tab=(\w+)"><span class="now__count[^"]*">([^<]+)<')


@pytest.fixture
def told(signed_in: Callable[[User], Client]) -> Callable[[User], dict[str, str]]:
    """By tab, how many comments somebody's first page names."""
    return lambda user: dict(WAITING.findall(signed_in(user).get("/admin/").text))


def test_moderators_see_how_many_comments_need_them(
    say: Say, moderator: User, told: Callable[[User], dict[str, str]]
) -> None:
    say()
    say()
    assert told(moderator) == {"held": "2", "edits": "0", "reported": "0", "unchecked": "0"}


def test_who_decides_about_none_is_told_nothing(
    say: Say, editor: User, told: Callable[[User], dict[str, str]]
) -> None:
    say()
    assert told(editor) == {}
