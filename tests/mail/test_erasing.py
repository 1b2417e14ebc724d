"""A reader has everything erased that was sent with their address: in every state and table."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.test import Client

from articles.models import Article
from comments import duties, erasing
from comments.mail.links import YOURS
from comments.models import Check, Comment, Erasure, Reader, Subscription
from comments.own_link import own_link
from comments.states import MoveRefused, Status
from fitsite.accounts.models import User
from fitsite.letters.models import Letter
from tests.conftest import Say
from tests.standin import AkismetStandIn

ADDRESS = "ann.unmistakable@example.org"
MARKS = {
    "name": "Unmistakable Ann",
    "email": ADDRESS,
    "website": "https://unmistakable.example/",
    "address": "203.0.113.77",
    "user_agent": "UnmistakableBrowser/1.0",
    "referrer": "https://unmistakable-referrer.example/",
    "trap": "unmistakable trap",
}
TRACES = [*MARKS.values(), "unmistakable words", "203.0.113"]


def stored() -> str:
    """Everything in the database, as one text."""
    rows = [row for model in apps.get_models() for row in model._default_manager.all()]
    return str(serializers.serialize("json", rows))


def traces() -> list[str]:
    everything = stored().lower()
    return [mark for mark in TRACES if mark.lower() in everything]


def path(ending: str = "") -> str:
    return YOURS.path(Reader.objects.of(ADDRESS).pk) + ending


@pytest.fixture
def ann(akismet: AkismetStandIn, say: Say) -> Callable[..., Comment]:
    def write(body: str = "unmistakable words", **given: object) -> Comment:
        return say(**MARKS | {"body": body, "trap": ""} | given)

    return write


def test_nothing_of_the_person_is_left_in_any_table(
    ann: Callable[..., Comment], say: Say, moderator: User, client: Client
) -> None:
    published, spam = ann(), ann("unmistakable words, the second")
    held, caught = (
        ann("unmistakable words again"),
        ann("unmistakable words in the trap", trap=MARKS["trap"]),
    )
    withdrawn = ann("unmistakable words to be taken back", wants_mail=True)
    published.approve(by=moderator)
    spam.mark_as_spam(by=moderator)
    held.hold(by=moderator)
    caught.remove(by=moderator)
    withdrawn.withdraw()
    published.edit("unmistakable words, changed")
    Letter.objects.post(
        key="x", to=ADDRESS, template="emails/yours", context={"name": MARKS["name"]}
    )
    LogEntry.objects.create(
        user=moderator,
        content_type=ContentType.objects.get_for_model(Comment),
        object_id=str(held.pk),
        object_repr=str(held),
        action_flag=CHANGE,
    )
    assert traces() == TRACES
    assert client.post(path("erase/")).status_code == 200
    assert traces() == []
    assert Comment.objects.count() == 5


def test_others_and_their_answers_stay_readable(
    ann: Callable[..., Comment], say: Say, moderator: User, article: Article, client: Client
) -> None:
    erased = ann(article=article)
    erased.approve(by=moderator)
    answer = say(article=article, parent=erased, body="I agree with that.")
    answer.approve(by=moderator)
    client.post(path("erase/"))
    shown = client.get(article.get_absolute_url()).text
    assert "I agree with that." in shown
    assert "This comment was removed." in shown
    assert "Unmistakable" not in shown


def test_the_own_page_says_that_it_was_erased(ann: Callable[..., Comment], client: Client) -> None:
    erased, withdrawn = ann(), ann("unmistakable words to be taken back")
    withdrawn.withdraw()
    client.post(path("erase/"))
    for comment in (erased, withdrawn):
        shown = client.get(own_link(comment)).text
        assert "This comment was erased" in shown
        assert "withdrawn" not in shown
        refused = client.post(f"{own_link(comment)}edit/", {"body": "Once more"})
        assert refused.status_code == 409
        assert "This comment was erased." in refused.text
        assert "Once more" in refused.text


def test_what_staff_wrote_under_their_accounts_is_not_erased_by_a_mailed_link(
    say: Say, moderator: User, client: Client
) -> None:
    moderator.email = ADDRESS
    moderator.save()
    comment = say(email=ADDRESS, user=moderator)
    client.post(path("erase/"))
    comment.refresh_from_db()
    assert comment.status == Status.PUBLISHED
    assert comment.body


@pytest.mark.parametrize("verb", ["approve", "hold", "mark_as_spam", "restore", "recheck"])
def test_nobody_brings_an_erased_comment_back(
    verb: str, ann: Callable[..., Comment], moderator: User
) -> None:
    comment = ann()
    comment.approve(by=moderator)
    assert comment.erase()
    with suppress(MoveRefused):
        assert getattr(comment, verb)(by=moderator) is False
    comment.refresh_from_db()
    assert comment.status == Status.REMOVED


def test_an_answer_of_the_checker_that_comes_too_late_changes_nothing(
    ann: Callable[..., Comment],
) -> None:
    comment = ann()
    check = Check.objects.get(revision__comment=comment)
    comment.erase()
    assert not check.settle("ham")
    comment.refresh_from_db()
    assert comment.status == Status.REMOVED
    assert comment.body == ""


def test_erasing_again_does_no_harm(ann: Callable[..., Comment], client: Client) -> None:
    comment = ann()
    where = path("erase/")
    assert client.post(where).status_code == 200
    assert client.post(where).status_code == 404
    assert comment.erase()
    assert traces() == []


def test_very_many_comments_are_erased_by_the_worker(
    ann: Callable[..., Comment], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "BATCH", 2)
    for number in range(5):
        ann(f"unmistakable words {number}")
    shown = client.post(path("erase/")).text
    assert "are being erased" in shown
    assert Erasure.objects.exists()
    while duties.erase():
        pass
    assert traces() == []


def test_a_worker_that_dies_leaves_the_wish_to_the_next(
    ann: Callable[..., Comment], monkeypatch: pytest.MonkeyPatch, time_machine: object
) -> None:
    ann()
    erasure = Erasure.objects.ask(ADDRESS)
    assert not duties.erase()
    Erasure.objects.filter(pk=erasure.pk).update(due_at=erasure.created_at)
    duties.erase()
    assert traces() == []


def test_the_subscriptions_end_with_the_address(
    subscribe: Callable[..., Subscription], client: Client
) -> None:
    subscribe(ADDRESS)
    client.post(path("erase/"))
    assert not Subscription.objects.exists()
    assert not Reader.objects.exists()
    assert not Letter.objects.exists()


def test_opening_the_page_erases_nothing(ann: Callable[..., Comment], client: Client) -> None:
    ann()
    shown = client.get(path("erase/"))
    assert "Erase everything?" in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    assert Comment.objects.get().email == ADDRESS


@pytest.mark.parametrize("ending", ["erase/", "export/"])
def test_a_link_that_is_not_ours_opens_nothing(
    ending: str, ann: Callable[..., Comment], client: Client
) -> None:
    ann()
    for token in ("nonsense", "WzFd:1abcde:AAAA", YOURS.path(10**9).split("/")[-2]):
        answer = client.get(f"/comments/mail/yours/{token}/{ending}")
        assert answer.status_code == 404
    assert client.post(f"/comments/mail/yours/nonsense/{ending}").status_code in (404, 405)
    assert Comment.objects.get().email == ADDRESS


def test_another_site_cannot_have_it_erased(ann: Callable[..., Comment], client: Client) -> None:
    ann()
    answer = client.post(path("erase/"), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert Comment.objects.get().email == ADDRESS
