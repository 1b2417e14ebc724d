"""People, verdicts and readers at the same moment: nothing is lost, doubled or stuck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import count, pairwise

import pytest
from django.db.models import F
from django.test import Client

from articles.models import Article
from comments.models import Check, Comment, StatusCount, ThreadCount
from comments.reconciler import reconcile
from comments.spam.evidence import Submission
from comments.states import MoveRefused, Status
from fitsite.accounts.models import User
from tests.comments.together import together
from tests.conftest import MakeArticle

pytestmark = pytest.mark.django_db(transaction=True)

numbers = count(1)


def submit(article: Article, **given) -> Check:
    number = next(numbers)
    person = {"name": f"Reader {number}", "body": f"Text {number}", "address": f"10.9.0.{number}"}
    return Comment.objects.submit(Submission(article=article, **person | given))


def assert_counts_are_right() -> None:
    statuses = Counter(Comment.objects.values_list("status", flat=True))
    kept = dict(StatusCount.objects.values_list("status", "comments"))
    assert {name: number for name, number in kept.items() if number} == statuses
    for counted in ThreadCount.objects.all():
        states = Counter(counted.article.comments.values_list("status", flat=True))
        assert Counter({status.value: getattr(counted, status) for status in Status}) == states


def test_two_presses_of_the_button_store_one_comment(
    article: Article, typed: Callable, post: Callable
) -> None:
    form = typed(body="Pressed twice")
    presses = [partial(post, browser=Client(), **form) for _ in range(4)]
    answers = Counter(response.status_code for response in together(*presses))
    assert answers == {302: 1, 409: 3}
    assert Comment.objects.count() == 1


def test_a_verdict_and_a_decision_at_once_end_as_the_person_says(
    article: Article, moderator: User
) -> None:
    for verb, status in [("mark_as_spam", "spam"), ("approve", "published")] * 10:
        check = submit(article)
        comment = check.revision.comment
        together(partial(check.settle, "ham"), partial(getattr(comment, verb), by=moderator))
        comment.refresh_from_db()
        assert comment.status == status
        assert not Check.objects.open().exists()
    assert_counts_are_right()


def test_moderators_and_verdicts_on_many_comments_never_block_each_other(
    make_article: MakeArticle, moderator: User
) -> None:
    articles = [make_article(), make_article()]
    parent = submit(articles[0])
    parent.settle("ham")
    root = parent.revision.comment
    checks = [submit(articles[0], parent=root) for _ in range(8)]
    checks += [submit(articles[1]) for _ in range(8)]

    def answers() -> None:
        for check in checks:
            check.settle("ham")

    def moderates(article: Article, parent: Comment | None = None) -> None:
        for _ in range(12):
            submit(article, user=moderator, parent=parent)

    together(
        answers,
        partial(moderates, articles[0], root),
        partial(moderates, articles[1]),
    )
    assert Comment.objects.published().count() == 17 + 24
    root.refresh_from_db()
    assert root.replies_published == 8 + 12
    places = Comment.objects.filter(parent=root).order_by("place").values_list("place", flat=True)
    assert list(places) == list(range(1, 21))
    assert_counts_are_right()


def test_counts_are_mended_while_comments_come_in(
    make_article: MakeArticle, moderator: User
) -> None:
    articles = [make_article(), make_article()]
    parents = []
    for article in articles:
        check = submit(article)
        check.settle("ham")
        parents.append(check.revision.comment)
    checks = [submit(parent.article, parent=parent) for parent in parents * 10]

    def answers() -> None:
        for check in checks:
            check.settle("ham")

    def holds() -> None:
        for check in checks:
            Comment.objects.get(revisions__checks=check).hold(by=moderator)

    def mends() -> None:
        for _ in range(10):
            ThreadCount.objects.update(published=F("published") + 1)
            Comment.objects.filter(depth=0).update(replies_published=F("replies_published") + 1)
            reconcile()

    together(answers, holds, mends)
    assert_counts_are_right()
    for parent in parents:
        parent.refresh_from_db()
        assert parent.replies_published == parent.replies.filter(status="published").count()


def test_two_moderators_on_one_comment_are_both_written_down(
    article: Article, moderator: User, administrator: User
) -> None:
    check = submit(article)
    check.settle("spam")
    comments = [Comment.objects.get(), Comment.objects.get(), Comment.objects.get()]
    changed = together(
        partial(comments[0].approve, by=moderator),
        partial(comments[1].approve, by=administrator),
        partial(comments[2].remove, by=administrator),
    )
    history = list(Comment.objects.get().history.filter(rule="moderator"))
    assert len(history) == sum(changed)
    assert history[-1].to_status == Comment.objects.get().status
    for earlier, later in pairwise(history):
        assert later.from_status == earlier.to_status
    assert_counts_are_right()


def test_an_author_who_edits_a_verdict_and_a_moderator_at_once(
    article: Article, moderator: User
) -> None:
    for verb in ["approve", "hold", "remove"] * 6:
        check = submit(article)
        copies = [Comment.objects.get(pk=check.revision.comment_id) for _ in range(2)]

        def edits(comment: Comment) -> Check | None:
            try:
                return comment.edit("Other words")
            except MoveRefused:
                return None

        asked, *_ = together(
            partial(edits, copies[0]),
            partial(check.settle, "ham"),
            partial(getattr(copies[1], verb), by=moderator),
        )
        comment = Comment.objects.get(pk=check.revision.comment_id)
        in_force = comment.revisions.get(standing="in_force")
        assert comment.body == in_force.body
        if comment.is_published and comment.body == "Other words":
            # In force before anybody had decided, and then published by the moderator's word.
            assert comment.basis == "person"
        if asked and isinstance(asked, Check):
            asked.settle("spam")
            comment.refresh_from_db()
            assert comment.status == {"approve": "published", "hold": "held"}.get(verb, "removed")
        assert not Check.objects.open().filter(revision__comment=comment).exists()
    assert_counts_are_right()
