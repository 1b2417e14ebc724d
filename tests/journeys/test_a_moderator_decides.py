"""A moderator at a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from articles.models import Article
from comments.models import Comment
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.journeys.conftest import PASSWORD, Open


def test_a_moderator_signs_in_and_approves_a_comment(
    open_browser: Open, article: Article, say: Say, moderator: User
) -> None:
    comment = say("Waiting for a person")
    moderator.set_password(PASSWORD)
    moderator.save()
    page = open_browser()
    page.goto(f"/admin/comments/comment/{comment.pk}/change/")
    page.get_by_label("Username or e-mail").fill(moderator.get_username())
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_text("No spam checker is set up").first).to_be_visible()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("1 comment approved.")).to_be_visible()
    expect(page.locator(".desk-record").first).to_contain_text("Approved")
    page.goto(article.get_absolute_url())
    expect(page.get_by_text("Waiting for a person")).to_be_visible()


def test_a_moderator_decides_many_at_once(open_browser: Open, say: Say, moderator: User) -> None:
    for _ in range(3):
        say()
    page = open_browser(of=moderator)
    page.goto("/admin/comments/comment/?status=held")
    page.get_by_label("Select all").first.check()
    page.get_by_label("Action:").select_option("mark_as_spam")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("3 comments put in Spam.")).to_be_visible()
    assert set(Comment.objects.values_list("status", flat=True)) == {"spam"}
