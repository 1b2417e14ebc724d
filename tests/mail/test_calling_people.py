"""Who looks after comments hears by mail of what waits for a person: once, and not of the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from pytest_django import Settings

from articles.models import Article, Author
from comments.duties import call_people
from comments.models import AuthorMail, Call, Comment, CommentSettings, Report
from comments.spam.judge import judge
from fitsite.accounts.models import User
from fitsite.letters.duties import send
from fitsite.letters.models import Fate, Letter
from tests.comments.together import together
from tests.conftest import MakeArticle, MakeStaff, Say
from tests.standin import AkismetStandIn
from tests.standin.smtp import MailServer, Taken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]

A_MINUTE = timedelta(minutes=1)
LINKS = " ".join(f"https://example.org/{at}" for at in range(5))
PAGE = "/admin/comments/authormail/"
Hold = Callable[..., Comment]
Called = Callable[[], list[Taken]]


@pytest.fixture
def clock(clock: Any) -> Any:
    """It is noon."""
    clock.move_to("2026-05-20T12:00:00+00:00")
    return clock


@pytest.fixture
def chosen(clock: Any) -> CommentSettings:
    """Two addresses that hear at once."""
    return CommentSettings.objects.create(
        mail_to="ann@example.org\n\n Bob@example.org \nann@example.org", mail_pace="at_once"
    )


@pytest.fixture
def hold(akismet: AkismetStandIn, say: Say) -> Hold:
    """A comment that Akismet calls ham and a rule of ours holds."""

    def say_with_links(words: str = "Look", **given: Any) -> Comment:
        akismet.behave("body", body="false", operation="comment-check")
        comment = say(f"{words} {LINKS}", **given)
        akismet.behave()
        return comment

    return say_with_links


@pytest.fixture
def called(chosen: CommentSettings, mail_server: MailServer, settings: Settings) -> Called:
    """Let the worker do what is due; the mails that came since the last time."""
    settings.SITE_URL = "https://blog.example"
    seen = 0

    def work() -> list[Taken]:
        nonlocal seen
        call_people()
        send()
        came = mail_server.taken[seen:]
        seen = len(mail_server.taken)
        return came

    return work


def words(mails: list[Taken]) -> str:
    [mail] = [mail for mail in mails if mail.to == "ann@example.org"]
    return mail.part("plain")


# --- What they hear of. ---


def test_everybody_on_the_list_hears_of_a_held_comment_once(
    hold: Hold, called: Called, clock
) -> None:
    hold()
    assert [mail.to for mail in called()] == ["ann@example.org", "bob@example.org"]
    for _ in range(3):
        clock.shift(2 * A_MINUTE)
        assert called() == []


def test_nobody_hears_of_what_needs_nobody(
    akismet: AkismetStandIn, say: Say, called: Called, clock
) -> None:
    say("Fine")
    say("casino")
    assert called() == []


def test_nobody_hears_of_a_comment_before_its_verdict(
    akismet: AkismetStandIn, say: Say, called: Called, clock
) -> None:
    akismet.behave("html", operation="comment-check")
    comment = say(LINKS)
    assert called() == []
    check = comment.revisions.get().checks.get()
    clock.shift(A_MINUTE)
    akismet.behave("body", body="false", operation="comment-check")
    assert check.claim()
    judge(check, deadline=5)
    assert len(called()) == 2


def test_what_a_person_holds_back_is_no_news(say: Say, moderator: User, called: Called) -> None:
    say("Fine").hold(by=moderator)
    assert called() == []


def test_an_edit_and_a_report_are_told_too(
    akismet: AkismetStandIn, say: Say, called: Called
) -> None:
    comment = say("Fine")
    akismet.behave("body", body="true", operation="comment-check")
    check = comment.edit("Less fine")
    assert called() == []
    judge(check, deadline=5)
    other = say("Fine, too")
    Report.objects.file(other, reason="insult", words="", network="10.9.9.9")
    said = words(called())
    assert "1 change waits: https://blog.example/admin/comments/queue/?tab=edits" in said
    assert "1 reported comment: https://blog.example/admin/comments/queue/?tab=reported" in said


def test_a_letter_says_where_and_quotes_first_words_without_links(
    hold: Hold, called: Called, article: Article
) -> None:
    hold("Buy **cheap** things", name="Ann\nBcc: x@example.org")
    hold("More")
    [mail, _] = called()
    said = mail.part("plain")
    assert mail.message["Subject"] == f"2 comments wait for a person: {article.title}"
    assert "Buy cheap things [link]" in said
    queue = f"https://blog.example/admin/comments/queue/?tab=held&article={article.pk}"
    assert f"2 comments wait: {queue}" in said
    for part in ("plain", "html"):
        assert "example.org/1" not in mail.part(part)
    assert "<img" not in mail.part("html")
    assert "Whoever administers the site can take it off." in said


def test_a_flood_is_one_letter_with_counts(
    hold: Hold, called: Called, make_article: MakeArticle, article: Article
) -> None:
    other = make_article(title="The other one")
    for at in range(9):
        hold(f"Number {at}", article=other if at < 3 else article)
    mails = called()
    assert len(mails) == 2
    said = words(mails)
    assert said.index("6 comments wait") < said.index("3 comments wait")
    assert said.count("[link]") == 6 * 5


def test_a_link_leads_to_a_page_that_asks_and_changes_nothing(
    hold: Hold, called: Called, client: Client, article: Article
) -> None:
    comment = hold()
    called()
    address = f"/admin/comments/queue/?tab=held&article={article.pk}"
    assert "/admin/login/" in client.get(address).headers["Location"]
    comment.refresh_from_db()
    assert comment.status == "held"


# --- When. ---


def test_at_once_is_one_letter_a_minute_at_most(hold: Hold, called: Called, clock) -> None:
    hold()
    assert len(called()) == 2
    for _ in range(5):
        clock.shift(10)
        hold()
        assert called() == []
    clock.shift(10)
    assert "5 comments wait" in words(called())


def test_once_an_hour_is_at_the_full_hour(
    hold: Hold, called: Called, chosen: CommentSettings, clock
) -> None:
    chosen.mail_pace = "hourly"
    chosen.save()
    clock.shift(10 * A_MINUTE)
    hold()
    assert called() == []
    clock.shift(20 * A_MINUTE)
    hold()
    assert called() == []
    clock.shift(30 * A_MINUTE + timedelta(seconds=1))
    hold()
    assert "2 comments wait" in words(called())
    clock.shift(59 * A_MINUTE)
    assert called() == []
    clock.shift(A_MINUTE)
    assert "1 comment waits" in words(called())


def test_once_a_day_is_in_the_morning_of_the_sites_own_time(
    hold: Hold, called: Called, chosen: CommentSettings, settings: Settings, clock
) -> None:
    settings.TIME_ZONE = "America/New_York"
    chosen.mail_pace = "daily"
    chosen.save()
    clock.move_to("2026-05-20T11:00:00+00:00")
    hold()
    assert called() == []
    clock.move_to("2026-05-20T12:00:00+00:00")
    assert "1 comment waits" in words(called())
    hold()
    clock.move_to("2026-05-21T11:59:00+00:00")
    assert called() == []
    clock.move_to("2026-05-21T12:00:00+00:00")
    assert "1 comment waits" in words(called())


@pytest.mark.parametrize("changed", [{"mail_pace": ""}, {"mail_to": ""}, {"mail_to": " \n"}])
def test_a_site_that_wants_no_mail_gets_none(
    hold: Hold, called: Called, chosen: CommentSettings, changed: dict[str, str]
) -> None:
    CommentSettings.objects.update(**changed)
    hold()
    assert called() == []
    assert not Letter.objects.exists()


def test_a_clock_that_was_years_ahead_silences_nothing(hold: Hold, called: Called, clock) -> None:
    clock.shift(timedelta(days=700))
    hold()
    assert called()
    clock.shift(-timedelta(days=700))
    hold()
    assert called()


# --- Only what is still true. ---


def test_what_was_decided_meanwhile_is_not_told(
    hold: Hold, called: Called, moderator: User, mail_server: MailServer, clock
) -> None:
    first, second = hold("First"), hold("Second")
    mail_server.stop()
    assert called() == []
    first.approve(by=moderator)
    mail_server.start()
    clock.shift(10 * A_MINUTE)
    said = words(called())
    assert "1 comment waits" in said
    assert "First" not in said
    assert second.status == "held"


def test_a_letter_of_which_nothing_is_left_is_not_sent(
    hold: Hold, called: Called, moderator: User
) -> None:
    comment = hold()
    call_people()
    comment.mark_as_spam(by=moderator)
    assert called() == []
    assert set(Letter.objects.values_list("fate", flat=True)) == {Fate.UNWANTED}


def test_whoever_was_taken_off_the_list_gets_nothing_more(
    hold: Hold, called: Called, chosen: CommentSettings
) -> None:
    hold()
    call_people()
    CommentSettings.objects.update(mail_to="bob@example.org")
    assert [mail.to for mail in called()] == ["bob@example.org"]


def test_one_address_that_is_refused_keeps_nothing_from_the_others(
    hold: Hold, called: Called, chosen: CommentSettings
) -> None:
    CommentSettings.objects.update(mail_to="no address\nbob@example.org")
    hold()
    assert [mail.to for mail in called()] == ["bob@example.org"]


def test_a_worker_that_dies_in_between_has_told_nothing_and_tells_all_later(
    hold: Hold, called: Called
) -> None:
    hold()

    def die(execute: Callable, sql: str, *given: Any) -> Any:
        if sql.startswith("INSERT") and "letters_letter" in sql:
            raise KeyboardInterrupt
        return execute(sql, *given)

    with connection.execute_wrapper(die), pytest.raises(KeyboardInterrupt):
        call_people()
    assert not Call.objects.exists()
    assert len(called()) == 2


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_tells(hold: Hold, called: Called) -> None:
    hold()
    together(*[call_people] * 4)
    assert len(called()) == 2


# --- Authors. ---


@pytest.fixture
def author(editor: User, article: Article) -> User:
    """Whose name stands over the article, and who has an account."""
    byline = Author.objects.create(name="Ed", slug="ed", user=editor)
    article.byline_set.create(author=byline, position=0)
    return editor


@pytest.fixture
def desk(signed_in: Callable[[User], Client], author: User) -> Client:
    return signed_in(author)


def test_an_author_who_wishes_it_hears_of_their_own_articles(
    hold: Hold, called: Called, author: User, desk: Client, make_article: MakeArticle
) -> None:
    CommentSettings.objects.update(mail_to="", mail_authors=True)
    assert desk.post(PAGE, {"wanted": "yes"}).status_code == 302
    hold("Mine")
    hold("Not mine", article=make_article())
    [mail] = called()
    assert mail.to == author.email
    said = mail.part("plain")
    assert "Mine" in said
    assert "Not mine" not in said
    assert f"https://blog.example{PAGE}" in said


def test_the_letter_leads_an_author_where_they_may_look(
    hold: Hold, called: Called, author: User, article: Article, clock
) -> None:
    CommentSettings.objects.update(mail_to="", mail_authors=True)
    AuthorMail.objects.create(user=author)
    hold()
    [mail] = called()
    assert f"https://blog.example{article.get_absolute_url()}" in mail.part("plain")
    assert "/admin/comments/queue/" not in mail.part("plain")
    author.groups.add(Group.objects.get(name="Moderators"))
    clock.shift(2 * A_MINUTE)
    hold()
    [mail] = called()
    assert f"/admin/comments/queue/?tab=held&article={article.pk}" in mail.part("plain")


def test_an_author_who_decides_under_their_own_articles_is_led_to_these_in_the_queue(
    hold: Hold,
    called: Called,
    author: User,
    desk: Client,
    article: Article,
    make_article: MakeArticle,
) -> None:
    CommentSettings.objects.update(mail_to="", mail_authors=True)
    AuthorMail.objects.create(user=author)
    author.user_permissions.add(Permission.objects.get(codename="moderate_own_articles"))
    hold("Mine")
    hold("Not mine", article=make_article())
    [mail] = called()
    said = mail.part("plain")
    [narrowed, whole] = re.findall(r"https://blog\.example(/admin/comments/queue/\S*)", said)
    assert narrowed == f"/admin/comments/queue/?tab=held&article={article.pk}"
    assert "1 comment waits" in said
    assert "Not mine" not in said
    for address in (narrowed, whole):
        page = desk.get(address).text
        assert "Mine" in page
        assert "Not mine" not in page


def test_an_author_does_not_hear_of_an_article_that_bears_their_name_no_more(
    hold: Hold, called: Called, author: User, article: Article
) -> None:
    CommentSettings.objects.update(mail_to="", mail_authors=True)
    AuthorMail.objects.create(user=author)
    author.user_permissions.add(Permission.objects.get(codename="moderate_own_articles"))
    hold()
    call_people()
    article.byline_set.all().delete()
    assert called() == []


@pytest.mark.parametrize("why", ["no wish", "switched off", "no account", "no address"])
def test_an_author_hears_nothing_otherwise(
    hold: Hold, called: Called, author: User, why: str
) -> None:
    CommentSettings.objects.update(mail_to="", mail_authors=why != "switched off")
    if why != "no wish":
        AuthorMail.objects.create(user=author)
    if why == "no account":
        User.objects.filter(pk=author.pk).update(is_active=False)
    if why == "no address":
        User.objects.filter(pk=author.pk).update(email="")
    hold()
    assert called() == []


def test_an_author_who_ended_it_gets_nothing_more(
    hold: Hold, called: Called, author: User, desk: Client
) -> None:
    CommentSettings.objects.update(mail_to="", mail_authors=True)
    AuthorMail.objects.create(user=author)
    hold()
    call_people()
    assert desk.post(PAGE, {}).status_code == 302
    assert called() == []


def test_an_author_on_the_list_gets_one_letter(hold: Hold, called: Called, author: User) -> None:
    CommentSettings.objects.update(mail_to=author.email, mail_authors=True)
    AuthorMail.objects.create(user=author)
    hold()
    assert len(called()) == 1


# --- The page on which authors say so. ---


def test_the_page_shows_how_it_is_and_repeating_changes_nothing(
    desk: Client, chosen: CommentSettings, author: User
) -> None:
    assert "sends no such mail now" in desk.get(PAGE).text
    CommentSettings.objects.update(mail_authors=True)
    for _ in range(2):
        shown = desk.post(PAGE, {"wanted": "yes"}, follow=True).text
        assert 'value="yes" checked' in shown
        assert "How often: at once" in shown
    for _ in range(2):
        assert "checked" not in desk.post(PAGE, {}, follow=True).text
    assert not AuthorMail.objects.exists()


def test_looking_at_the_page_changes_nothing(desk: Client, author: User) -> None:
    desk.get(PAGE, {"wanted": "yes"})
    assert not AuthorMail.objects.exists()
    assert desk.put(PAGE).status_code == 405


def test_it_is_for_authors_who_sign_in(
    client: Client, signed_in: Callable, moderator: User
) -> None:
    assert "/admin/login/" in client.post(PAGE, {"wanted": "yes"}).headers["Location"]
    assert signed_in(moderator).post(PAGE, {"wanted": "yes"}).status_code == 403
    assert not AuthorMail.objects.exists()


def test_the_index_leads_authors_there(desk: Client, signed_in: Callable, moderator: User) -> None:
    assert f'href="{PAGE}"' in desk.get("/admin/").text
    assert f'href="{PAGE}"' not in signed_in(moderator).get("/admin/").text


@pytest.mark.parametrize("role", ["Contributors", "Authors", "Editors"])
def test_the_index_leads_whoever_writes_there(
    role: str, make_staff: MakeStaff, signed_in: Callable[[User], Client]
) -> None:
    writer = make_staff("writer", role)
    Author.objects.create(name="Writer", slug="writer", user=writer)
    assert f'href="{PAGE}"' in signed_in(writer).get("/admin/").text


def test_a_post_from_another_page_is_refused(author: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(author)
    assert browser.post(PAGE, {"wanted": "yes"}).status_code == 403
