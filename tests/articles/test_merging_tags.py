"""One tag comes to stand for another, everywhere and for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Tag
from articles.models.tag import MergeRefused
from articles.reconciler import reconcile
from fitsite.accounts.models import User
from fitsite.page_cache.models import PageVersion

MakeArticle = Callable[..., Article]
TAGS = "/admin/articles/tag/"


@pytest.fixture
def jogging(make_article: MakeArticle) -> Tag:
    """A tag on two articles; one of them has the other tag as well."""
    make_article(title="Slow", tag_names=["jogging"])
    make_article(title="Both", tag_names=["jogging", "running"])
    make_article(title="Fast", tag_names=["running"])
    return Tag.objects.get(name="jogging")


@pytest.fixture
def running_tag(jogging: Tag) -> Tag:
    """The other tag."""
    return Tag.objects.get(name="running")


def names(article: str) -> set[str]:
    return set(Article.objects.get(title=article).tags.names())


def press(desk: Client, tags: list[Tag], **typed: str) -> Any:
    chosen = {"action": "merge", "_selected_action": [str(tag.pk) for tag in tags]}
    return desk.post(TAGS, chosen | typed, follow=True)


def test_the_other_tag_is_on_all_articles_once(jogging: Tag, running_tag: Tag) -> None:
    assert jogging.merge_into(running_tag) == 2
    assert names("Slow") == names("Both") == names("Fast") == {"running"}
    running_tag.refresh_from_db()
    jogging.refresh_from_db()
    assert (running_tag.uses, jogging.uses) == (3, 0)
    assert reconcile() == 0


def test_the_old_address_leads_to_the_new_one(
    jogging: Tag, running_tag: Tag, client: Client
) -> None:
    jogging.merge_into(running_tag)
    response = client.get("/tags/jogging/")
    assert (response.status_code, response.headers["Location"]) == (301, "/tags/running/")
    page = client.get("/tags/running/").text
    assert all(title in page for title in ("Slow", "Both", "Fast"))


def test_an_old_revision_does_not_bring_the_old_tag_back(jogging: Tag, running_tag: Tag) -> None:
    jogging.merge_into(running_tag)
    slow = Article.objects.get(title="Slow")
    slow.publish(slow.revisions.get())
    assert names("Slow") == {"running"}
    both = Article.objects.get(title="Both")
    both.publish(both.revisions.get())
    assert names("Both") == {"running"}


def test_a_chain_of_merges_leads_on_in_one_step(
    jogging: Tag, running_tag: Tag, client: Client
) -> None:
    endurance = Tag.objects.create(name="endurance", slug="endurance")
    jogging.merge_into(running_tag)
    running_tag.merge_into(endurance)
    assert client.get("/tags/jogging/").headers["Location"] == "/tags/endurance/"
    assert names("Slow") == {"endurance"}


def test_no_circle_and_nothing_twice(jogging: Tag, running_tag: Tag) -> None:
    with pytest.raises(MergeRefused):
        jogging.merge_into(jogging)
    jogging.merge_into(running_tag)
    with pytest.raises(MergeRefused):
        jogging.merge_into(running_tag)
    with pytest.raises(MergeRefused):
        running_tag.merge_into(jogging)
    assert names("Fast") == {"running"}


def test_the_version_of_the_site_is_raised(jogging: Tag, running_tag: Tag) -> None:
    before = PageVersion.objects.get(scope="site").number
    jogging.merge_into(running_tag)
    assert PageVersion.objects.get(scope="site").number > before


def test_an_editor_is_asked_into_which(
    jogging: Tag, running_tag: Tag, editor: User, signed_in: Callable[[User], Client]
) -> None:
    desk = signed_in(editor)
    asked = press(desk, [jogging]).text
    assert "jogging: on 2 articles" in asked
    assert "Merge into" in asked
    done = press(desk, [jogging], into=" Running ").text
    assert "Merged into “running”: articles that had the old tags: 2." in done
    assert names("Slow") == {"running"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "This field is required."),
        ("rowing", "There is no tag of this name."),
        ("jogging", "This is one of the tags that you want to merge."),
        ("old", "This tag was merged into “running”."),
        ("x" * 101, "at most 100 characters"),
        ("<script>", "There is no tag of this name."),
    ],
)
def test_what_cannot_be_merged_is_explained_and_changes_nothing(
    typed: str,
    said: str,
    jogging: Tag,
    running_tag: Tag,
    editor: User,
    signed_in: Callable[[User], Client],
) -> None:
    Tag.objects.create(name="old", slug="old").merge_into(running_tag)
    assert said in press(signed_in(editor), [jogging], into=typed).text
    assert names("Slow") == {"jogging"}


def test_who_may_not_change_tags_may_not_merge_them(
    jogging: Tag,
    running_tag: Tag,
    moderator: User,
    signed_in: Callable[[User], Client],
    client: Client,
) -> None:
    assert press(signed_in(moderator), [jogging], into="running").status_code == 403
    assert "/admin/login/" in press(client, [jogging], into="running").redirect_chain[0][0]
    assert names("Slow") == {"jogging"}


def test_looking_at_the_page_changes_nothing(
    jogging: Tag, running_tag: Tag, editor: User, signed_in: Callable[[User], Client]
) -> None:
    chosen = f"?action=merge&_selected_action={jogging.pk}&into=running"
    signed_in(editor).get(TAGS + chosen)
    assert names("Slow") == {"jogging"}
