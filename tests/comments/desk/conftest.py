"""A moderator before the queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from comments.models import Comment
from fitsite.accounts.models import User

QUEUE = "/admin/comments/queue/"
MANY = f"{QUEUE}many/"
Decide = Callable[..., Any]
Propose = Callable[..., str]


@pytest.fixture
def browser(signed_in: Callable[[User], Client], moderator: User) -> Client:
    """The moderator's."""
    return signed_in(moderator)


@pytest.fixture
def decide(browser: Client) -> Decide:
    """Press a button under comments that were just looked at; keyword arguments go to the form."""

    def decide(verb: str, /, *comments: Comment, headers: Any = None, **given: Any) -> Any:
        chosen = [f"{comment.pk}:{comment.decisions}" for comment in comments]
        data = {"verb": verb, "comment": chosen} | given
        return browser.post(f"{QUEUE}decide/", data, headers=headers)

    return decide


@pytest.fixture
def by_script(decide: Decide) -> Decide:
    """The same by the page's script; gives what it is told."""

    def decide_by_script(verb: str, /, *comments: Comment, **given: Any) -> Any:
        headers = {"Accept": "application/json"}
        return decide(verb, *comments, headers=headers, **given).json()

    return decide_by_script


@pytest.fixture
def propose(browser: Client) -> Propose:
    """Press "All that match …"; gives the address of the numbers."""

    def press(query: str = "tab=held") -> str:
        return browser.post(f"{MANY}propose/", {"query": query})["Location"]

    return press


@pytest.fixture
def begin(browser: Client, propose: Propose) -> Propose:
    """Look at the numbers and press the button; gives the address of the progress."""

    def press(verb: str, query: str = "tab=held") -> str:
        address = propose(query)
        assert browser.post(f"{address}begin/", {"verb": verb})["Location"] == address
        return address

    return press
