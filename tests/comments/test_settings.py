"""The owner sets the rules about comments in the admin, and everybody there sees who did."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from comments.models import Change, CommentSettings
from comments.models.history import AppendOnly
from fitsite.accounts.models import User

DESK = "admin:comments_commentsettings_changelist"
DEFAULTS = {
    "holds": "nobody",
    "links_hold": "3",
    "links_refuse": "20",
    "email_per_minute": "5",
    "email_per_hour": "40",
    "network_per_minute": "20",
    "network_per_hour": "200",
    "article_per_minute": "120",
    "depth": "4",
    "order": "oldest",
    "mail_pace": "hourly",
    "spam_days": "30",
    "discards": "unknown",
}


@pytest.fixture
def owner(administrator: User, client: Client) -> Client:
    client.force_login(administrator)
    return client


def save(client: Client, **changed: str) -> str:
    """Post the form; returns the page that answers."""
    return client.post(reverse(DESK), DEFAULTS | changed, follow=True).text


def test_what_is_saved_holds(owner: Client) -> None:
    save(owner, links_hold="1", close_after_days="14", mail_to="a@example.org\r\nb@example.org")
    now = CommentSettings.objects.current()
    assert (now.links_hold, now.close_after_days) == (1, 14)
    assert now.mail_to.split() == ["a@example.org", "b@example.org"]


def test_the_first_to_save_changes_one_page_like_everybody_after_them(owner: Client) -> None:
    index = owner.get("/admin/").text
    assert 'href="/admin/comments/commentsettings/"' in index
    assert "/commentsettings/add/" not in index
    new = owner.get(reverse(DESK)).text
    assert "<h1>Comment settings</h1>" in new
    assert "As the server&#x27;s settings say" in new
    for words in ("Unknown", "Add comment settings", "Change comment settings", "_addanother"):
        assert words not in new
    saved = save(owner, depth="2")
    assert "Comment settings: saved." in saved
    assert [change.field for change in Change.objects.all()] == ["levels of replies"]


def test_moderators_read_the_settings_of_a_new_site(
    moderator: User, signed_in: Callable[[User], Client]
) -> None:
    browser = signed_in(moderator)
    assert reverse(DESK) in browser.get("/admin/").text
    page = browser.get(reverse(DESK))
    assert page.status_code == 200
    assert "Links that make a comment wait" in page.text
    assert 'name="_save"' not in page.text
    assert browser.post(reverse(DESK), DEFAULTS | {"depth": "1"}).status_code == 403
    assert not CommentSettings.objects.exists()


def test_the_form_says_who_changed_what_from_what_to_what(owner: Client) -> None:
    save(owner)
    shown = save(owner, links_hold="1", order="newest")
    rows = shown[shown.index("What was changed") :]
    assert rows.count("administrator") == 2
    for words in ("Links that make a comment wait", "Oldest first", "Newest first"):
        assert words in rows
    shown = save(owner, links_hold="1", order="newest", links_only_log="on")
    rows = shown[shown.index("What was changed") :]
    assert re.search(r">No</td>\s*<td[^>]*>Yes</td>", rows)


def test_saving_without_a_change_is_no_change(owner: Client) -> None:
    save(owner, depth="2")
    before = Change.objects.count()
    save(owner, depth="2")
    assert Change.objects.count() == before


def test_two_who_change_different_things_both_have_their_way(owner: Client) -> None:
    save(owner, depth="2")
    CommentSettings.objects.update(links_hold=7)
    save(owner, depth="1", links_hold="7")
    now = CommentSettings.objects.current()
    assert (now.depth, now.links_hold) == (1, 7)


def test_what_was_changed_is_never_rewritten(owner: Client) -> None:
    save(owner, depth="2")
    with pytest.raises(AppendOnly):
        Change.objects.update(after="5")
    with pytest.raises(AppendOnly):
        Change.objects.first().save()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("links_refuse", "3", "Must be more than the 3 that make it wait."),
        ("links_hold", "-1", "greater than or equal to 0"),
        ("email_per_hour", "4", "Must be at least the 5 of a minute, or 0."),
        ("network_per_hour", "19", "Must be at least the 20 of a minute, or 0."),
        ("depth", "5", "less than or equal to 4"),
        ("order", "best", "Select a valid choice"),
        ("holds", "'; DROP TABLE", "Select a valid choice"),
        ("mail_to", "a@example.org\r\nnobody", "Line 2: “nobody” is no e-mail address."),
        ("mail_to", "a@example.org, b@example.org", "Line 1: "),
        ("spam_days", "0", "greater than or equal to 1"),
        ("close_after_days", "soon", "Enter a whole number"),
        ("close_after_days", "99999999999999999999", "less than or equal to"),
    ],
)
def test_a_mistake_is_told_beside_the_field_and_nothing_typed_is_lost(
    owner: Client, field: str, typed: str, told: str
) -> None:
    shown = save(owner, **{"evidence_days": "77", field: typed})
    assert told in shown
    assert 'value="77"' in shown
    assert not CommentSettings.objects.exists()


def test_a_limit_of_zero_is_no_limit_beside_another(owner: Client) -> None:
    save(owner, email_per_hour="0", network_per_minute="0")
    assert CommentSettings.objects.current().email_per_hour == 0


@pytest.mark.parametrize("who", ["editor", "moderator"])
def test_others_at_the_desk_may_not_set_them(
    who: str, request: pytest.FixtureRequest, signed_in: Callable[[User], Client]
) -> None:
    browser = signed_in(request.getfixturevalue(who))
    form = reverse("admin:comments_commentsettings_add")
    assert browser.get(form).status_code == 403
    assert browser.post(form, DEFAULTS).status_code == 403
    assert browser.post(reverse(DESK), DEFAULTS | {"depth": "1"}).status_code == 403
    assert CommentSettings.objects.current().depth == 4


def test_a_stranger_is_sent_to_the_sign_in(client: Client, db: None) -> None:
    assert "/admin/login/" in client.get(reverse(DESK)).headers["Location"]
    assert client.post(reverse("admin:comments_commentsettings_add"), DEFAULTS).status_code == 302
    assert not CommentSettings.objects.exists()


def test_nobody_makes_a_second_row_or_deletes_the_one(owner: Client) -> None:
    save(owner)
    row = CommentSettings.objects.get()
    assert owner.post(reverse("admin:comments_commentsettings_add"), DEFAULTS).status_code == 403
    delete = reverse("admin:comments_commentsettings_delete", args=[row.pk])
    assert owner.post(delete, {"post": "yes"}).status_code == 403
    assert CommentSettings.objects.count() == 1


def test_an_old_address_of_the_row_leads_to_the_page(owner: Client) -> None:
    save(owner, depth="2")
    old = reverse("admin:comments_commentsettings_change", args=[4711])
    assert "<h1>Comment settings</h1>" in owner.get(old).text
