"""Workers, moderators and readers at the same moment while many are decided."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

import pytest

from articles.models import Article
from comments.duties import group_comments
from comments.models import BulkDecision, Campaign, Comment, HistoryEntry
from comments.reconciler import reconcile
from fitsite.accounts.models import User
from tests.comments.copies import SPAM, copy_of
from tests.comments.desk.many import work
from tests.comments.grow import Twig, grow
from tests.comments.together import together
from tests.conftest import Say

pytestmark = pytest.mark.django_db(transaction=True)


def begin(verb: str, by: User) -> BulkDecision:
    bulk = BulkDecision.objects.propose(Comment.objects.all(), by=by, what="All")
    bulk.begin(verb)
    return bulk


def test_two_workers_share_the_work_and_decide_each_comment_once(
    article: Article, moderator: User
) -> None:
    grow(article, [Twig(status="held")] * 250)
    bulk = begin("approve", moderator)
    together(work, work)
    counted: Any = BulkDecision.objects.with_counts().get(pk=bulk.pk)
    assert (counted.state, counted.changed) == ("done", 250)
    assert HistoryEntry.objects.moves().count() == 250
    reconcile()
    assert reconcile() == 0


def test_who_cancels_while_a_worker_is_at_it_gets_true_numbers(
    article: Article, moderator: User
) -> None:
    grow(article, [Twig(status="held")] * 150)
    bulk = begin("remove", moderator)
    together(work, partial(BulkDecision.objects.get(pk=bulk.pk).cancel, by=moderator))
    removed = Comment.objects.filter(status="removed").count()
    counted: Any = BulkDecision.objects.with_counts().get(pk=bulk.pk)
    assert counted.changed == removed
    assert counted.undo(by=moderator)
    work()
    assert Counter(Comment.objects.values_list("status", flat=True)) == {"held": 150}


def test_a_campaign_is_decided_while_it_grows_and_others_decide_too(
    say: Say, moderator: User, administrator: User
) -> None:
    comments = [say(copy_of(SPAM, number)) for number in range(40)]
    begin("mark_as_spam", moderator)

    def group() -> None:
        while group_comments():
            pass

    def decide() -> None:
        for comment in comments[::4]:
            Comment.objects.get(pk=comment.pk).approve(by=administrator)

    together(work, group, decide)
    group()
    campaign = Campaign.objects.get()
    right = Counter(Comment.objects.values_list("status", flat=True))
    assert campaign.members == 40
    assert (campaign.spam, campaign.published) == (right["spam"], right["published"])
