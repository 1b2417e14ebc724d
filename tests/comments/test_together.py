"""What moderators do, one thing after the other: no verb spoils what another one stands on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from articles.models import Author
from comments import reconciler
from comments.grouping import group
from comments.models import Block, Campaign, Comment, Revision
from comments.numbers.counting import count_days
from comments.purging import purge
from comments.spam.blocking import BlockRefused
from comments.states import MoveRefused
from fitsite.accounts.models import User
from tests.comments.copies import SPAM, copy_of
from tests.comments.desk.conftest import QUEUE
from tests.conftest import MakeArticle, Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db


def fresh(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


def test_spam_that_was_moved_under_newer_spam_is_purged(
    say: Say, moderator: User, clock: Any
) -> None:
    older = say("older")
    older.approve(by=moderator)
    say("reply", parent=older).approve(by=moderator)
    newer = say("newer")
    newer.approve(by=moderator)
    older.move(newer, by=moderator)
    for comment in (newer, older):
        fresh(comment).mark_as_spam(by=moderator)
    clock.shift(timedelta(days=40))
    count_days()
    while purge(30):
        pass
    assert not Comment.objects.filter(status="spam").exists()
    assert Comment.objects.get(body="reply").status == "published"


def test_purging_counts_copies_out_of_their_campaign(
    say: Say, moderator: User, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    copies = [say(copy_of(SPAM, number)) for number in range(4)]
    while group():
        pass
    for copy in copies[:3]:
        fresh(copy).mark_as_spam(by=moderator)
    clock.shift(timedelta(days=40))
    count_days()
    while purge(30):
        pass
    assert Campaign.objects.get().members == 1
    reconciler.reconcile()
    assert "wrong" not in caplog.text


def test_only_who_may_block_lifts_a_block(
    say: Say, moderator: User, author: User, make_article: MakeArticle
) -> None:
    comment = say(article=make_article(author_ids=[Author.objects.of(author).pk]))
    right = Permission.objects.get(codename="moderate_own_articles")
    Group.objects.get(name="Authors").permissions.add(right)
    comment.block("email", "", by=moderator)
    with pytest.raises(MoveRefused, match="may block"):
        comment.restore(by=author)
    assert Block.objects.in_force().exists()


def test_undo_does_not_lift_a_block_that_was_there_before(
    say: Say, moderator: User, administrator: User, clock: Any
) -> None:
    comment = say(email="kim@spam.example")
    Block.objects.put("domain", "spam.example", by=administrator)
    clock.shift(timedelta(minutes=1))
    with pytest.raises(BlockRefused, match="on the list already"):
        comment.block("domain", "", by=moderator)
    comment.restore(by=moderator)
    assert Block.objects.in_force().count() == 1


def test_an_author_does_not_put_back_what_a_moderator_took_out_unless_a_person_agrees(
    say: Say, moderator: User, akismet: AkismetStandIn
) -> None:
    comment = say("You idiot")
    comment.correct("[Insult taken out]", by=moderator)
    check = fresh(comment).edit("You idiot, I said")
    check.settle("ham")
    assert fresh(comment).body == "[Insult taken out]"
    assert Revision.objects.filter(comment=comment, standing="waiting").exists()


def test_undoing_throws_no_later_text_away(say: Say, moderator: User) -> None:
    comment = say("One")
    comment.approve(by=moderator)
    fresh(comment).edit("The author's new one").settle("")
    fresh(comment).correct("The moderator's", by=moderator)
    fresh(comment).accept_edit(by=moderator)
    for text in ("The moderator's", "One"):
        assert fresh(comment).restore(by=moderator)
        assert fresh(comment).body == text
    assert Revision.objects.get(comment=comment, standing="waiting").body == "The author's new one"


def test_a_correction_that_its_author_has_overtaken_is_not_undone(
    say: Say, moderator: User, akismet: AkismetStandIn
) -> None:
    akismet.behave("html")
    comment = say("One")
    comment.correct("The moderator's", by=moderator)
    fresh(comment).edit("The author's new one")
    with pytest.raises(MoveRefused, match="changed since"):
        fresh(comment).restore(by=moderator)
    assert fresh(comment).body == "The author's new one"


def test_undo_takes_back_what_the_page_showed_and_nothing_newer(
    say: Say, moderator: User, administrator: User, signed_in: Callable[[User], Client]
) -> None:
    above, comment = say(), say()
    above.approve(by=moderator)
    comment.approve(by=moderator)
    browser = signed_in(moderator)
    page = browser.get(f"{QUEUE}?tab=published").text
    sent = page.partition(f'value="{comment.pk}:1:')[2].partition('"')[0]
    fresh(comment).move(above, by=administrator)
    pressed = {"verb": "restore", "comment": f"{comment.pk}:1:{sent}"}
    answer = browser.post(f"{QUEUE}decide/", pressed, headers={"Accept": "application/json"})
    assert (
        "administrator has changed it meanwhile: Moved." in answer.json()["cards"][str(comment.pk)]
    )
    assert fresh(comment).parent == above
    assert fresh(comment).status == "published"


def test_a_campaign_with_copies_that_came_later_stays_open(
    say: Say, moderator: User, signed_in: Callable[[User], Client]
) -> None:
    for number in range(4):
        say(copy_of(SPAM, number))
    while group():
        pass
    campaign = Campaign.objects.get()
    browser = signed_in(moderator)
    page = browser.get(f"{QUEUE}campaigns/{campaign.pk}/").text
    given = {
        name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
        for name in ("up_to", "seen_at")
    }
    say(copy_of(SPAM, 5))
    while group():
        pass
    browser.post(f"{QUEUE}campaigns/{campaign.pk}/decide/", given | {"verb": "remove"})
    assert Campaign.objects.open().filter(pk=campaign.pk).exists()


def test_nothing_is_left_to_undo_of_what_was_erased(say: Say, moderator: User) -> None:
    comment = say()
    comment.remove(by=moderator)
    comment.block("email", "", by=moderator)
    comment.erase()
    with pytest.raises(MoveRefused, match="withdrawn"):
        comment.restore(by=moderator)


def test_what_blocks_write_into_histories_names_no_address(
    say: Say, moderator: User, editor: User, signed_in: Callable[[User], Client]
) -> None:
    for kind, value in (("email", "kim@spam.example"), ("address", "10.9.8.7")):
        Block.objects.put(kind, value, by=moderator, effect="spam")
    comment = say(email="kim@spam.example", address="10.9.8.7")
    assert comment.status == "spam"
    page = signed_in(editor).get(f"/admin/comments/comment/{comment.pk}/change/").text
    assert "blocked by e-mail address" in page
    assert "kim@spam.example" not in page
    assert "10.9.8.7" not in page
