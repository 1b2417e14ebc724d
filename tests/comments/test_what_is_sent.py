"""What leaves the site when a reader comments: these fields, from these sources, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest
from pytest_django import Settings

from articles.models import Article, Category
from comments.models import Comment
from fitsite.accounts.models import User
from tests.conftest import MakeArticle, Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

NOW = datetime(2040, 2, 3, 4, 5, 6, tzinfo=UTC)


@pytest.fixture
def loaf(make_article: MakeArticle, settings: Settings) -> Article:
    """An article that is filed under two tags and two categories."""
    settings.SITE_URL = "https://blog.example"
    kitchen = Category.objects.create(name="Kitchen", slug="kitchen")
    baking = Category.objects.create(name="Baking", slug="baking", parent=kitchen)
    return make_article(
        title="A loaf",
        slug="a-loaf",
        tag_names=["bread", "Sourdough"],
        category_ids=[kitchen.pk, baking.pk],
        publish_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )


def test_exactly_these_fields_are_sent(
    akismet: AkismetStandIn, loaf: Article, post: Callable, time_machine
) -> None:
    time_machine.move_to(NOW, tick=False)
    post(loaf, body="First", address="10.0.0.1")
    parent = Comment.objects.get()
    response = post(
        loaf,
        name="Ada",
        email="Ada@example.org",
        website="https://ada.example/",
        body="I add salt.\r\nA pinch.",
        parent=parent.pk,
        seconds="42",
        address="203.0.113.9",
        headers={
            "User-Agent": "Mozilla/5.0 (X11)",
            "Referer": "https://blog.example/articles/a-loaf/",
            "Accept-Language": "de",
            "Authorization": "Basic c2VjcmV0OnNlY3JldA==",
            "Cookie": "session=secret",
        },
    )
    assert response.status_code == 302
    question = akismet.asked("comment-check")[1]
    callback = question.field("callback")
    assert callback.startswith("https://blog.example/comments/ask-now/")
    assert sorted(question.form) == sorted(
        [
            ("api_key", akismet.key),
            ("blog", "https://blog.example"),
            ("blog_charset", "UTF-8"),
            ("blog_lang", "en"),
            ("callback", callback),
            ("comment_author", "Ada"),
            ("comment_author_email", "Ada@example.org"),
            ("comment_author_url", "https://ada.example/"),
            ("comment_content", "I add salt.\nA pinch."),
            ("comment_context[]", "bread"),
            ("comment_context[]", "Sourdough"),
            ("comment_context[]", "Baking"),
            ("comment_context[]", "Kitchen"),
            ("comment_date_gmt", "2040-02-03T04:05:06Z"),
            ("comment_parent", str(parent.pk)),
            ("comment_post_modified_gmt", "2026-01-02T03:04:05Z"),
            ("comment_type", "reply"),
            ("honeypot_field_name", "confirm_subject"),
            ("permalink", "https://blog.example/articles/a-loaf/"),
            ("referrer", "https://blog.example/articles/a-loaf/"),
            ("user_agent", "Mozilla/5.0 (X11)"),
            ("user_ip", "203.0.113.9"),
        ]
    )
    context = [value for name, value in question.form if name == "comment_context[]"]
    assert set(context[:2]) == {"bread", "Sourdough"}
    assert question.header("Cookie") is None
    assert question.header("Authorization") is None


def test_what_was_not_typed_is_not_sent(akismet: AkismetStandIn, post: Callable) -> None:
    post()
    [question] = akismet.asked("comment-check")
    sent = {name for name, _ in question.form}
    assert not sent & {"comment_author_url", "comment_parent", "confirm_subject", "user_role"}
    assert not sent & {
        "referrer",
        "user_agent",
        "comment_context[]",
        "is_test",
        "seconds",
        "callback",
    }
    assert question.field("comment_type") == "comment"


def test_a_filled_trap_is_reported_with_its_name_and_value(
    akismet: AkismetStandIn, post: Callable
) -> None:
    post(confirm_subject="Buy now")
    [question] = akismet.asked("comment-check")
    assert question.field("honeypot_field_name") == "confirm_subject"
    assert question.field("confirm_subject") == "Buy now"
    assert Comment.objects.get().history.all()[0].evidence["trap"] == "Buy now"


def test_practice_questions_do_not_train(
    akismet: AkismetStandIn, post: Callable, settings: Settings
) -> None:
    settings.AKISMET_TEST_MODE = True
    post()
    assert akismet.asked("comment-check")[0].field("is_test") == "1"


def test_a_stranger_cannot_type_a_role(akismet: AkismetStandIn, post: Callable) -> None:
    post(user_role="administrator", is_test="1", blog="https://evil.example", name="administrator")
    [question] = akismet.asked("comment-check")
    assert not {"user_role", "is_test"} & {name for name, _ in question.form}
    assert question.field("blog") != "https://evil.example"


@pytest.mark.parametrize(("staff", "role"), [(True, "editor"), (False, "subscriber")])
def test_a_signed_in_persons_role_is_sent_but_never_administrator(
    akismet: AkismetStandIn, post: Callable, signed_in: Callable, staff: bool, role: str
) -> None:
    user = User.objects.create_user("ada", "ada@example.org", is_staff=staff)
    post(browser=signed_in(user))
    assert akismet.asked("comment-check")[0].field("user_role") == role
    assert Comment.objects.get().user == user


@pytest.mark.parametrize(
    ("trusted", "nearest", "forwarded", "reader"),
    [
        ([], "203.0.113.9", "", "203.0.113.9"),
        ([], "203.0.113.9", "198.51.100.7", "203.0.113.9"),
        (["192.0.2.0/24"], "203.0.113.9", "198.51.100.7", "203.0.113.9"),
        (["192.0.2.0/24"], "192.0.2.1", "198.51.100.7", "198.51.100.7"),
        (["192.0.2.0/24"], "192.0.2.1", "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        (["192.0.2.0/24"], "192.0.2.1", "6.6.6.6, 198.51.100.7, 192.0.2.2", "198.51.100.7"),
        (["192.0.2.0/24"], "192.0.2.1", "nonsense", "192.0.2.1"),
        (["192.0.2.0/24"], "192.0.2.1", "", "192.0.2.1"),
        (["2001:db8::/32"], "2001:db8::1", "2001:4860::8888", "2001:4860::8888"),
        (["192.0.2.0/24"], "::ffff:192.0.2.1", "::ffff:198.51.100.7", "198.51.100.7"),
    ],
)
def test_trusted_proxies_alone_decide_whose_address_is_sent(
    akismet: AkismetStandIn,
    post: Callable,
    settings: Settings,
    trusted: list[str],
    nearest: str,
    forwarded: str,
    reader: str,
) -> None:
    settings.TRUSTED_PROXIES = [ip_network(network) for network in trusted]
    headers = {"X-Forwarded-For": forwarded, "X-Real-IP": "6.6.6.6", "Forwarded": "for=6.6.6.6"}
    post(address=nearest, headers=headers)
    assert akismet.asked("comment-check")[0].field("user_ip") == reader
    assert Comment.objects.get().address == reader


def test_the_question_stays_as_it_was_whatever_happens_to_the_article(
    akismet: AkismetStandIn, say: Say, article: Article, moderator: User, settings: Settings
) -> None:
    comment = say("As it was")
    comment.hold(by=moderator)
    before = comment.revisions.get().checks.get().fields
    article.publish(article.revise(title="New", slug="moved", body="", tag_names=["new"]))
    settings.SITE_URL = "https://moved.example"
    comment.recheck(by=moderator)
    again = comment.revisions.get().checks.latest("pk").fields
    assert again == before | {"recheck_reason": "recheck_queue"}
