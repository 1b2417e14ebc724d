"""Counts that are kept along the way equal what counting afresh would find; a command proves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from comments.duties import reconcile_counts
from comments.models import Comment, StatusCount, ThreadCount
from comments.models.threading import MAX_DEPTH
from comments.states import Status
from fitsite.accounts.models import User
from fitsite.page_cache.models import PageVersion
from tests.comments.grow import ancestors
from tests.conftest import MakeArticle, Say
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]

VERBS = ["approve", "hold", "mark_as_spam", "remove", "restore", "recheck"]


def version(scope: str) -> int:
    return PageVersion.objects.filter(scope=scope).values_list("number", flat=True).first() or 0


Counts = tuple[dict[str, int], dict[tuple[int, str], int], dict[int, int]]


def kept() -> Counts:
    """What is counted: by state, by article and state, replies by comment; zeros left out."""
    by_state = dict(StatusCount.objects.exclude(comments=0).values_list("status", "comments"))
    by_article = {
        (thread.pk, status.value): number
        for thread in ThreadCount.objects.all()
        for status in Status
        if (number := getattr(thread, status))
    }
    replies = Comment.objects.exclude(replies_published=0).values_list("pk", "replies_published")
    return by_state, by_article, dict(replies)


def fresh() -> Counts:
    """The same, counted comment by comment."""
    replies: Counter[int] = Counter()
    for comment in Comment.objects.published():
        replies.update(ancestor.pk for ancestor in ancestors(comment))
    return (
        dict(Counter(Comment.objects.values_list("status", flat=True))),
        dict(Counter(Comment.objects.values_list("article", "status"))),
        dict(replies),
    )


def reconcile() -> str:
    said = StringIO()
    call_command("reconcile_comment_counts", stdout=said)
    return said.getvalue().strip()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_counts_are_right_after_whatever_happened(
    make_article: MakeArticle, say: Say, moderator: User, data: st.DataObject
) -> None:
    articles = [make_article(), make_article()]
    ours: list[Comment] = []
    for _ in range(data.draw(st.integers(1, 25))):
        decides = data.draw(st.booleans())
        if ours and decides:
            chosen = data.draw(st.sampled_from(ours))
            getattr(chosen, data.draw(st.sampled_from(VERBS)))(by=moderator)
        else:
            visible = [one for one in ours if Comment.objects.published().filter(pk=one.pk)]
            open_to_replies = [one for one in visible if one.depth < MAX_DEPTH]
            parent = data.draw(st.sampled_from([None, *open_to_replies]))
            article = parent.article if parent else data.draw(st.sampled_from(articles))
            word = data.draw(st.sampled_from(["fine", "casino"]))
            ours.append(say(f"{word} {len(ours)}", article=article, parent=parent))
    assert kept() == fresh()
    assert reconcile() == "0 counts were wrong."


@pytest.fixture
def broken(say: Say, make_article: MakeArticle) -> Article:
    """An article whose counts, and those of the whole site, have gone wrong."""
    article = make_article()
    root = say(article=article)
    say(article=article, parent=say(article=article, parent=root))
    say("casino")
    ThreadCount.objects.update(published=77, held=-2, spam=0)
    StatusCount.objects.filter(status="published").update(comments=-5)
    StatusCount.objects.filter(status="spam").delete()
    Comment.objects.filter(pk=root.pk).update(replies_published=9)
    Comment.objects.exclude(pk=root.pk).update(replies_published=0)
    assert kept() != fresh()
    return article


def test_the_reconciler_mends_broken_counts(broken: Article) -> None:
    assert reconcile() != "0 counts were wrong."
    assert kept() == fresh()
    assert reconcile() == "0 counts were wrong."


def test_the_worker_mends_them_too(broken: Article) -> None:
    reconcile_counts()
    assert kept() == fresh()


def test_mending_what_readers_see_renews_the_page(broken: Article) -> None:
    version = PageVersion.objects.get(scope=f"thread/{broken.pk}")
    reconcile()
    before = version.number
    version.refresh_from_db()
    assert version.number > before


def test_right_counts_renew_no_page(say: Say) -> None:
    say()
    before = list(PageVersion.objects.values())
    reconcile()
    assert list(PageVersion.objects.values()) == before


def test_readers_see_how_many_comments_there_are(say: Say, read: Callable, moderator: User) -> None:
    assert "0 comments" in read()
    first = say()
    assert "1 comment<" in read()
    say(parent=first)
    say("casino")
    assert "2 comments" in read()
    first.remove(by=moderator)
    assert "1 comment<" in read()


# What happens to a comment, and whether readers see a difference.
@pytest.mark.parametrize(
    ("text", "verbs", "seen"),
    [
        ("fine", [], 1),
        ("casino", [], 0),
        ("casino", ["hold", "remove", "mark_as_spam"], 0),
        ("casino", ["approve"], 1),
        ("fine", ["approve"], 1),
        ("fine", ["hold", "hold"], 2),
        ("fine", ["remove", "mark_as_spam", "restore", "restore"], 3),
        ("fine", ["remove", "restore"], 3),
        ("fine", ["recheck"], 2),
    ],
)
def test_the_page_is_renewed_exactly_when_readers_see_a_difference(
    akismet: AkismetStandIn,
    say: Say,
    article: Article,
    moderator: User,
    text: str,
    verbs: list[str],
    seen: int,
) -> None:
    others = PageVersion.objects.exclude(scope__in=["thread", f"thread/{article.pk}"])
    before = list(others.values())
    found = [version("thread"), version(f"thread/{article.pk}")]
    changes = 0
    comment = say(text)
    for verb in [None, *verbs]:
        if verb:
            getattr(comment, verb)(by=moderator)
        now = [version("thread"), version(f"thread/{article.pk}")]
        changes += now > found
        assert (now[0] > found[0]) == (now[1] > found[1])
        found = now
    assert changes == seen
    assert list(others.values()) == before
