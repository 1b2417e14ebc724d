"""The groups that every site has from its first migrate, and where their rights end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from fitsite.accounts.models import User

SignIn = Callable[[User], Client]


def rights(group: str) -> set[str]:
    return {
        f"{right.content_type.app_label}.{right.codename}"
        for right in Group.objects.get(name=group).permissions.select_related("content_type")
    }


def test_moderators_decide_over_comments_and_nothing_else(db: None) -> None:
    assert "comments.moderate_comment" in rights("Moderators")
    assert {right for right in rights("Moderators") if not right.startswith("comments.")} == set()
    assert not any(".delete_" in right or ".change_" in right for right in rights("Moderators"))


def test_editors_write_and_publish_and_do_not_moderate(db: None) -> None:
    assert {"articles.add_article", "articles.change_page"} <= rights("Editors")
    assert {right for right in rights("Editors") if right.startswith("comments.")} == {
        "comments.view_comment"
    }
    assert not any(right.startswith("accounts.") for right in rights("Editors"))


@pytest.mark.django_db(transaction=True)
def test_migrating_again_changes_nothing_and_keeps_what_was_added() -> None:
    own = Group.objects.create(name="Proofreaders")
    moderators = Group.objects.get(name="Moderators")
    added = Group.objects.get(name="Editors").permissions.get(codename="view_article")
    moderators.permissions.add(added)
    before = rights("Moderators"), rights("Editors")
    call_command("migrate", verbosity=0)
    assert (rights("Moderators"), rights("Editors")) == before
    assert Group.objects.filter(pk=own.pk).exists()
    assert Group.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_a_right_that_a_group_has_lost_comes_back_with_the_next_migrate() -> None:
    Group.objects.get(name="Moderators").permissions.clear()
    call_command("migrate", verbosity=0)
    assert "comments.moderate_comment" in rights("Moderators")


def test_moderators_are_shown_comments_alone(moderator: User, signed_in: SignIn) -> None:
    page = signed_in(moderator).get("/admin/").text
    assert "/admin/comments/comment/" in page
    assert "/admin/articles/" not in page
    assert "/admin/accounts/" not in page
