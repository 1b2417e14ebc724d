"""Many at once: who may do what, and what others are told of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from comments.models import BulkDecision
from fitsite.accounts.models import User
from tests.comments.desk.conftest import MANY, Propose
from tests.comments.desk.many import statuses, text, work
from tests.conftest import Say

pytestmark = pytest.mark.django_db


def test_the_list_tells_who_did_what_and_leaves_previews_out(
    say: Say, propose: Propose, begin: Propose, browser: Client
) -> None:
    say(email="kim@example.com")
    propose()
    begin("remove", "tab=held&author=kim%40example.com")
    page = text(browser, MANY)
    assert page.count("1 comment, 1 article") == 1
    assert "Remove: 1 comment, 1 article" in page
    assert "Needs you, narrowed by Author. Begun by moderator" in page
    assert "kim@example.com" not in page


class TestLadder:
    """Who may press what, and how."""

    @pytest.fixture
    def address(self, say: Say, propose: Propose) -> str:
        say()
        return propose()

    @pytest.mark.parametrize("path", ["begin/", "cancel/", "undo/"])
    def test_only_a_post_changes_anything(self, path: str, address: str, browser: Client) -> None:
        assert browser.get(f"{address}{path}").status_code == 405
        assert browser.get(f"{MANY}propose/").status_code == 405

    @pytest.mark.parametrize("path", ["", "progress/"])
    def test_the_pages_are_only_read(self, path: str, address: str, browser: Client) -> None:
        assert browser.post(f"{address}{path}").status_code == 405
        assert browser.post(MANY).status_code == 405

    @pytest.mark.parametrize("path", ["begin/", "cancel/", "undo/", "propose/"])
    def test_strangers_and_editors_press_nothing(
        self,
        path: str,
        address: str,
        client: Client,
        editor: User,
        signed_in: Callable[[User], Client],
    ) -> None:
        asked = f"{MANY}{path}" if path == "propose/" else f"{address}{path}"
        given = {"verb": "remove", "query": "tab=held"}
        assert client.post(asked, given)["Location"].startswith("/admin/login/")
        assert signed_in(editor).post(asked, given).status_code == 403
        work()
        assert statuses() == {"held": 1}
        assert BulkDecision.objects.get().state == "proposed"

    @pytest.mark.parametrize("path", ["", "progress/", "begin/", "cancel/", "undo/"])
    def test_what_is_not_there_is_not_found(self, path: str, browser: Client) -> None:
        ask = browser.get if path in ("", "progress/") else browser.post
        assert ask(f"{MANY}999/{path}", {"verb": "remove"}).status_code == 404

    def test_a_preview_is_there_for_whoever_asked_for_it_alone(
        self, address: str, administrator: User, signed_in: Callable[[User], Client]
    ) -> None:
        other = signed_in(administrator)
        assert other.get(address).status_code == 404
        assert other.post(f"{address}begin/", {"verb": "remove"}).status_code == 404
        assert other.post(f"{address}cancel/").status_code == 404

    def test_another_moderator_can_cancel_and_undo(
        self,
        address: str,
        browser: Client,
        administrator: User,
        signed_in: Callable[[User], Client],
    ) -> None:
        browser.post(f"{address}begin/", {"verb": "remove"})
        work()
        signed_in(administrator).post(f"{address}undo/")
        work()
        assert statuses() == {"held": 1}
        assert "Undo by administrator" in text(browser, address)

    def test_a_second_press_begins_nothing_anew(self, address: str, browser: Client) -> None:
        for verb in ("remove", "approve"):
            browser.post(f"{address}begin/", {"verb": verb})
        work()
        assert statuses() == {"removed": 1}

    @pytest.mark.parametrize("verb", ["", "delete", "restore", "accept_edit", "_move"])
    def test_other_words_are_refused(self, verb: str, address: str, browser: Client) -> None:
        assert browser.post(f"{address}begin/", {"verb": verb}).status_code == 400
        assert BulkDecision.objects.get().state == "proposed"

    @pytest.mark.parametrize("query", ["tab=spam", "article=999", "tab=%00&author=%00", "&&&", ""])
    def test_a_hostile_filter_is_no_error(
        self, query: str, browser: Client, propose: Propose
    ) -> None:
        assert browser.get(propose(query)).status_code == 200

    def test_a_form_of_another_site_begins_nothing(self, address: str, moderator: User) -> None:
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(moderator)
        assert browser.post(f"{address}begin/", {"verb": "remove"}).status_code == 403


def test_two_moderators_with_the_same_comments_each_decide_them_once(
    say: Say,
    begin: Propose,
    browser: Client,
    administrator: User,
    signed_in: Callable[[User], Client],
) -> None:
    for _ in range(3):
        say()
    other = signed_in(administrator)
    theirs = other.post(f"{MANY}propose/", {"query": "tab=held"})["Location"]
    mine = begin("remove")
    other.post(f"{theirs}begin/", {"verb": "approve"})
    work()
    assert statuses() == {"removed": 3}
    assert "0 comments approved. 3 left as they were." in text(browser, theirs)
    assert "3 comments removed." in text(browser, mine)
