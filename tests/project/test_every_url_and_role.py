"""Every address of the site × every role × own and other people's things: see every_url.txt.

A new address that is not in the table makes this fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, resolve

from fitsite.accounts.models import User
from tests.conftest import MakeArticle, MakeStaff, Say
from tests.project.one_of_everything import one_of_everything

TABLE = Path(__file__).with_name("every_url.txt")
ROLES = {
    "stranger": None,
    "reader": [],
    "contributor": ["Contributors"],
    "author": ["Authors"],
    # An author whom the site lets decide about comments under own articles.
    "decider": ["Authors", "Deciders"],
    "editor": ["Editors"],
    "moderator": ["Moderators"],
    "administrator": ["Administrators"],
    "superuser": ["Administrators"],
}
# What nobody but these may read on any page.
SECRETS = {
    "Plans of others": {"editor", "administrator", "superuser"},
    "Words under others": {"editor", "moderator", "administrator", "superuser"},
    "kim@example.com": {"moderator", "administrator", "superuser"},
    "10.9.8.7": {"moderator", "administrator", "superuser"},
}
# Sent with every POST: it presses all the buttons that there are.
PRESSED = {
    "post": "yes",
    "_publish": "x",
    "_withdraw": "x",
    "action": "delete_selected",
    "based_on": "1",
    "verb": "approve",
    "title": "Changed",
    "slug": "changed",
    "body": "<p>Changed</p>",
    "name": "Changed",
    "email": "changed@example.org",
    "username": "changed",
    "usable_password": "true",
    "password1": "a very long secret",
    "password2": "a very long secret",
}
WRITES = re.compile(
    r'^(INSERT INTO|UPDATE|DELETE FROM) "(articles|comments|accounts|branding|letters)_'
)
# A button that asks Akismet, which our client refuses in the midst of a transaction, as this is.
UNASKED = "-"
REFUSED = {"in", "403", "404", "405"}


class Row:
    """One line of the table: an address, and the answer to GET and POST for each role."""

    def __init__(self, line: str) -> None:
        self.address, *cells = line.split()
        cells = cells * len(ROLES) if len(cells) == 1 else cells
        self.cells = dict(zip(ROLES, cells, strict=True))

    @property
    def is_proof(self) -> bool:
        """Whether whoever has the address has shown by it that they read a mailbox."""
        return self.address.startswith("{")

    def answers(self, role: str) -> dict[str, str]:
        """By method."""
        get, _, post = self.cells[role].partition("/")
        return {"GET": get, "POST": post or get}


def rows() -> list[Row]:
    lines = TABLE.read_text().splitlines()
    return [Row(line) for line in lines if line and not line.startswith(("#", " "))]


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern).removeprefix("^" if before else "")
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        else:
            yield route


@pytest.fixture(params=ROLES)
def role(request: pytest.FixtureRequest) -> str:
    """A column of the table."""
    name: str = request.param
    return name


@pytest.fixture
def user(role: str, make_staff: MakeStaff) -> User | None:
    """Whoever walks."""
    deciders = Group.objects.create(name="Deciders")
    deciders.permissions.add(Permission.objects.get(codename="moderate_own_articles"))
    groups = ROLES[role]
    if groups is None:
        return None
    walker = make_staff("walker", *groups)
    walker.set_password("a very long secret")
    walker.is_superuser = role == "superuser"
    walker.save()
    return walker


@pytest.fixture
def things(
    user: User | None, make_staff: MakeStaff, say: Say, make_article: MakeArticle
) -> dict[str, Any]:
    """What there is to ask for, by the names in the table."""
    return one_of_everything(user, make_staff("colleague", "Authors"), say, make_article)


class Walker:
    """Somebody who asks for addresses; nothing of what they do remains."""

    def __init__(self, user: User | None, things: dict[str, Any]) -> None:
        self.things = things
        self.client = Client()
        if user:
            self.client.force_login(user)
        self.cookies = self.client.cookies.output(header="", sep=";")

    def ask(self, method: str, address: str) -> tuple[str, str, list[str]]:
        """The answer in a word, its text, and what was written."""
        pressed = PRESSED | {
            "_selected_action": [pk for pk in self.things.values() if isinstance(pk, int)],
            "comment": [f"{self.things['own_comment']}:0", f"{self.things['others_comment']}:0"],
        }
        browser = Client(headers={"cookie": self.cookies}, raise_request_exception=False)
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            response = browser.post(address, pressed) if method == "POST" else browser.get(address)
            transaction.set_rollback(True)
        text = response.getvalue().decode(errors="replace")
        writes = [query["sql"] for query in asked if WRITES.match(query["sql"])]
        return _in_a_word(response), text, writes


def _in_a_word(response: Any) -> str:
    leads_to = response.headers.get("Location", "")
    if leads_to.startswith("/admin/login/?next="):
        return "in"
    return str(response.status_code)


def test_everybody_gets_what_the_table_says(
    role: str, user: User | None, things: dict[str, Any]
) -> None:
    walker, wrong = Walker(user, things), []
    for row in rows():
        for method, expected in row.answers(role).items():
            got, text, writes = walker.ask(method, row.address.format(**things))
            asked = f"{method} {row.address}"
            if expected == UNASKED:
                continue
            if got != expected:
                wrong.append(f"{asked}: {got} instead of {expected}")
            if writes and (method == "GET" or got in REFUSED):
                wrong.append(f"{asked}: {writes}")
            wrong += [
                f"{asked}: tells {secret}"
                for secret, knowing in SECRETS.items()
                if secret in text and role not in knowing and not row.is_proof
            ]
    assert wrong == []


def test_the_table_names_every_address_of_the_site(
    editor: User, author: User, say: Say, make_article: MakeArticle
) -> None:
    things = one_of_everything(editor, author, say, make_article)
    named = {resolve(row.address.format(**things).partition("?")[0]).route for row in rows()}
    assert set(routes(get_resolver())) - named == set()
