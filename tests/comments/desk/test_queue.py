"""The queue: what stands under which tab, what a card tells, and who may look."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from articles.models import Article
from comments.models import Check, Comment, Report
from comments.states import Status
from fitsite.accounts.models import User
from tests.comments.desk.conftest import QUEUE
from tests.conftest import MakeArticle, Say

pytestmark = pytest.mark.django_db
Shown = Callable[..., list[int]]


@pytest.fixture
def shown(browser: Client) -> Shown:
    """The ids of the comments on a page of the queue, in their order."""

    def look(query: str = "") -> list[int]:
        page = browser.get(f"{QUEUE}?{query}").content.decode()
        return [int(pk) for pk in re.findall(r'<li class="card[^"]*" id="comment-(\d+)"', page)]

    return look


def counts(browser: Client) -> dict[str, str]:
    page = browser.get(QUEUE).content.decode()
    found = re.findall(r'\?tab=(\w+)"[^>]*>[^<]*<span class="tabs__count">([^<]*)<', page)
    return dict(found)


@pytest.fixture
def one_of_each(say: Say, moderator: User) -> dict[str, Comment]:
    comments = {status.value: say() for status in Status}
    comments["published"].approve(by=moderator)
    comments["spam"].mark_as_spam(by=moderator)
    comments["removed"].remove(by=moderator)
    comments["unchecked"].recheck(by=moderator)
    return comments


def test_it_opens_on_what_waits_for_a_person(shown: Shown, one_of_each: dict[str, Comment]) -> None:
    assert shown() == [one_of_each["held"].pk]


@pytest.mark.parametrize("status", Status)
def test_a_tab_shows_one_state_and_its_count(
    status: Status, shown: Shown, one_of_each: dict[str, Comment], browser: Client
) -> None:
    assert shown(f"tab={status}") == [one_of_each[status].pk]
    assert counts(browser)[status] == "1"


def test_all_is_everything_newest_first(
    shown: Shown, one_of_each: dict[str, Comment], browser: Client
) -> None:
    assert shown("tab=all") == sorted((c.pk for c in one_of_each.values()), reverse=True)
    assert counts(browser)["all"] == str(len(one_of_each))


def test_reported_shows_each_comment_once_until_somebody_has_decided(
    shown: Shown, one_of_each: dict[str, Comment], browser: Client, moderator: User
) -> None:
    comment = one_of_each["published"]
    for network in ("10.9.0.1", "10.9.0.2"):
        Report.objects.file(comment, reason="insult", words="Rude", network=network)
    assert shown("tab=reported") == [comment.pk]
    assert counts(browser)["reported"] == "1"
    assert "Rude" in browser.get(f"{QUEUE}?tab=reported").content.decode()
    comment.dismiss_reports(by=moderator)
    assert shown("tab=reported") == []
    assert counts(browser)["reported"] == "0"


def test_an_edit_that_nobody_has_cleared_has_a_tab(
    shown: Shown, one_of_each: dict[str, Comment], browser: Client
) -> None:
    check = one_of_each["published"].edit("Other words")
    assert shown("tab=edits") == []  # The checker is still to be asked.
    check.settle("")
    assert shown("tab=edits") == [one_of_each["published"].pk]
    assert counts(browser)["edits"] == "1"
    assert "Other words" in browser.get(f"{QUEUE}?tab=edits").content.decode()


def test_an_unknown_tab_is_the_first(shown: Shown, one_of_each: dict[str, Comment]) -> None:
    assert shown("tab=elsewhere") == [one_of_each["held"].pk]


def test_an_empty_tab_says_so(browser: Client) -> None:
    assert "Nothing waits for a person." in browser.get(QUEUE).content.decode()


def test_pages_go_on_where_the_last_one_ended(say: Say, shown: Shown, browser: Client) -> None:
    comments = [say().pk for _ in range(30)]
    first = shown()
    older = re.search(r"before=([\d-]+)", browser.get(QUEUE).content.decode())
    assert older
    assert first + shown(f"before={older[1]}") == comments[::-1]
    assert "Older comments" not in browser.get(f"{QUEUE}?before={older[1]}").content.decode()


def test_comments_stand_by_the_time_they_came(say: Say, shown: Shown, clock: Any) -> None:
    here = say()
    clock.shift(-86400)
    imported = say()
    assert shown() == [here.pk, imported.pk]


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 40, "²", "99999999999999999999-1"])
def test_a_hostile_page_number_is_no_error(before: str, say: Say, shown: Shown) -> None:
    comment = say()
    assert shown(f"before={before}") == [comment.pk]


def test_a_card_tells_what_one_needs_to_decide(
    say: Say, browser: Client, article: Article, moderator: User
) -> None:
    parent = say("What do you *think*?", name="Bea")
    parent.approve(by=moderator)
    for body in ("One", "Two"):
        say(body, email="kim@example.com").approve(by=moderator)
    say("Three", email="kim@example.com").mark_as_spam(by=moderator)
    say(
        "I **agree**",
        name="Kim",
        email="kim@example.com",
        website="https://kim.example/",
        parent=parent,
    )
    page = browser.get(QUEUE).content.decode()
    assert article.title in page
    assert "I <strong>agree</strong>" in page
    assert "wrote: What do you *think*?" in page
    assert "https://kim.example/" in page
    assert 'href="https://kim.example/' not in page
    assert "2 published, 1 rejected" in page
    assert "Why it is here:</strong> No spam checker is set up" in page
    assert "Received" in page


def test_a_card_says_that_it_is_somebodys_first(say: Say, browser: Client) -> None:
    say()
    assert "first comment" in browser.get(QUEUE).content.decode()


def test_what_readers_typed_is_text(say: Say, browser: Client) -> None:
    say("<script>alert(1)</script>", name="<img src=x>", email='"<b>"@example.com')
    page = browser.get(QUEUE).content.decode()
    assert "<img src=x>" not in page
    assert "<script>alert" not in page
    assert '"<b>"' not in page


@pytest.mark.parametrize("how_many", [2, 24])
def test_it_costs_the_same_however_many_there_are(
    how_many: int, say: Say, browser: Client, moderator: User, django_assert_num_queries: Any
) -> None:
    parent = say()
    parent.approve(by=moderator)
    for number in range(how_many):
        comment = say(parent=parent)
        Report.objects.file(comment, reason="spam", words="", network=f"10.1.0.{number}")
    browser.get(QUEUE)
    with django_assert_num_queries(20):
        browser.get(QUEUE)


def test_no_more_comments_are_read_than_a_page_shows(
    say: Say, browser: Client, django_assert_max_num_queries: Any
) -> None:
    say()
    with django_assert_max_num_queries(24) as asked:
        browser.get(f"{QUEUE}?tab=all")
    listed = [query["sql"] for query in asked.captured_queries if "ORDER BY" in query["sql"]]
    comments = [sql for sql in listed if 'FROM "comments_comment"' in sql]
    whole = [sql for sql in comments if "LIMIT" not in sql and '."id" IN (' not in sql]
    assert whole == []


class TestFilters:
    """What narrows the queue."""

    def test_by_article(self, say: Say, shown: Shown, make_article: MakeArticle) -> None:
        say()
        other = make_article()
        assert shown(f"article={other.pk}") == []
        assert shown(f"article={other.pk}&tab=all") == []
        mine = say(article=other)
        address = other.get_absolute_url()
        for named in (
            other.pk,
            other.slug,
            address,
            f"https://x.example{address}?page=2%23respond",
        ):
            assert shown(f"article={named}") == [mine.pk]

    def test_by_email_however_it_is_written(self, say: Say, shown: Shown) -> None:
        say()
        mine = say(email="Kim@example.com")
        assert shown("author=+KIM%40example.com") == [mine.pk]

    def test_by_name(self, say: Say, shown: Shown) -> None:
        say()
        mine = say(name="Kim Doe")
        assert shown("author=Kim+Doe") == [mine.pk]

    @pytest.mark.parametrize("typed", ["spam.example", "@SPAM.example", "kim@spam.example"])
    def test_by_domain(self, typed: str, say: Say, shown: Shown) -> None:
        say(email="")
        say(email="spam.example@example.com")
        mine = say(email="kim@spam.example")
        assert shown(f"domain={typed}") == [mine.pk]

    @pytest.mark.parametrize(
        "typed",
        [
            *(
                "winter",
                "WINT",
                "winter+trainers",
                "kim",
                "k%40spam.example",
                "shop.example",
                "größe",
            ),
            *("run_wild", '"winter"', "winter*"),
        ],
    )
    def test_by_words(self, typed: str, say: Say, shown: Shown) -> None:
        say("Summer")
        text = "Trainers for the winter in any Größe, http://shop.example/run_wild"
        mine = say(text, name="Kim", email="k@spam.example", website="https://www.kim.example/")
        assert shown(f"words={typed}") == [mine.pk]

    @pytest.mark.parametrize("typed", ["inter", "winter+summer", "wınter"])
    def test_not_by_other_words(self, typed: str, say: Say, shown: Shown) -> None:
        say("Winter")
        say("Summer")
        assert shown(f"words={typed}") == []

    @pytest.mark.parametrize("typed", ["2001:db8::1", "2001:db8::/64", "2001:db8:0:0:9::"])
    def test_by_network(self, typed: str, say: Say, shown: Shown) -> None:
        say()
        mine = say(address="2001:db8::7")
        assert shown(f"address={typed}") == [mine.pk]

    def test_by_reason(self, one_of_each: dict[str, Comment], shown: Shown) -> None:
        assert shown("tab=all&reason=rule") == [one_of_each["held"].pk]

    @pytest.mark.parametrize(
        ("age", "days"), [("day", [0]), ("week", [0, 3]), ("month", [0, 3, 9]), ("older", [60])]
    )
    def test_by_age(self, age: str, days: list[int], say: Say, shown: Shown, clock: Any) -> None:
        written = {}
        for day in (60, 9, 3, 0):
            clock.shift(-day * 86400)
            written[day] = say().pk
            clock.shift(day * 86400)
        assert shown(f"age={age}") == [written[day] for day in days]

    def test_all_of_it_together_and_kept_in_the_links(
        self, say: Say, shown: Shown, browser: Client, article: Article, moderator: User
    ) -> None:
        mine = say("Winter", email="kim@example.com")
        say("Winter", email="kim@example.com").mark_as_spam(by=moderator)
        say("Summer", email="kim@example.com")
        query = f"words=winter&author=kim%40example.com&article={article.pk}&age=day"
        assert shown(query) == [mine.pk]
        page = browser.get(f"{QUEUE}?{query}").content.decode()
        assert f"?tab=spam&amp;{query.replace('&', '&amp;')}" in page

    @pytest.mark.parametrize(
        ("query", "why"),
        [
            ("article=999", "There is no article with this number or address."),
            ("article=%2Farticles%2Fnowhere%2F", "no article with this number or address."),
            ("article=" + "9" * 30, "There is no article with this number or address."),
            ("address=elsewhere", "This is no network address."),
            ("address=203.0.113.0%2F24", "look for a single address, or for 203.0.113.0."),
            ("reason=magic", "Select a valid choice."),
            ("words=%26%21", "There is no word in this."),
        ],
    )
    def test_nonsense_finds_nothing_and_is_explained_beside_the_field(
        self, query: str, why: str, say: Say, shown: Shown, browser: Client
    ) -> None:
        say()
        assert shown(query) == []
        page = browser.get(f"{QUEUE}?{query}").content.decode()
        assert why in page
        assert "Nothing waits for a person" not in page
        assert escape(unquote(query.partition("=")[2])) in page


def test_a_card_leads_to_all_by_its_author_and_under_its_article(
    say: Say, browser: Client, make_article: MakeArticle
) -> None:
    say()
    asked = say(email="kim+a@example.com", address="2001:db8:7::1", article=make_article())
    page = browser.get(f"{QUEUE}?article={asked.article_id}").text
    for query in ("author=kim%2Ba%40example.com", "address=2001%3Adb8%3A7%3A%3A1"):
        link = f"?tab=all&amp;{query}"
        assert link in page
        led_to = browser.get(QUEUE + link.replace("&amp;", "&"))
        assert [card.comment.pk for card in led_to.context["cards"]] == [asked.pk]
    assert f"?tab=held&amp;article={asked.article_id}" in browser.get(QUEUE).text


def test_what_matches_a_filter_is_counted(say: Say, browser: Client, monkeypatch: Any) -> None:
    for _ in range(3):
        say(email="kim@example.com")
    say()
    assert "Matching the filter: 3<" in browser.get(f"{QUEUE}?author=kim%40example.com").text
    assert "Matching the filter" not in browser.get(QUEUE).text
    monkeypatch.setattr("comments.desk.tabs.COUNT_UP_TO", 2)
    assert "Matching the filter: 2+<" in browser.get(f"{QUEUE}?author=kim%40example.com").text


class TestLookingThrough:
    """What no index finds in order is read comment by comment, and the page says how far."""

    @pytest.fixture(autouse=True)
    def in_small_steps(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("comments.desk.filters.rare_words", lambda _: [])
        monkeypatch.setattr("comments.desk.reading.LOOKED_THROUGH", 10)
        monkeypatch.setattr("comments.desk.reading.PER_PAGE", 3)

    @pytest.mark.parametrize("tab", ["held", "all"])
    def test_page_by_page_everything_is_found_once_and_in_order(
        self, tab: str, say: Say, shown: Shown, browser: Client, moderator: User
    ) -> None:
        wanted = []
        for number in range(30):
            comment = say("Winter" if number % 3 else "Summer")
            if tab == "all" and number % 7 < 4:
                comment.mark_as_spam(by=moderator)
            wanted += [comment.pk] if number % 3 else []
        found, before = list[int](), ""
        for _ in range(30):
            query = f"tab={tab}&words=winter&before={before}"
            found += shown(query)
            further = re.search(r"before=([\d-]+)", browser.get(f"{QUEUE}?{query}").text)
            if not further:
                break
            before = further[1]
        assert found == wanted[::-1]

    def test_the_page_says_how_far_it_has_looked(self, say: Say, browser: Client) -> None:
        say("Winter")
        for _ in range(10):
            say("Summer")
        page = browser.get(f"{QUEUE}?words=winter").text
        assert "Matching the filter: 0 of the 10 comments that were looked through" in page
        assert "Nothing of what was looked through matches the filter." in page
        further = re.search(r"before=([\d-]+)", page)
        assert further
        page = browser.get(f"{QUEUE}?words=winter&before={further[1]}").text
        assert "Matching the filter: 1<" in page


def test_new_ones_are_counted_without_moving_anything(say: Say, browser: Client) -> None:
    first = say()
    say()
    say()
    Check.objects.open().close()
    told = browser.get(f"{QUEUE}fresh/?tab=held&after={first.pk}").json()
    assert told == {"fresh": 2, "shown": "2"}
    assert browser.get(f"{QUEUE}fresh/?tab=spam&after={first.pk}").json()["fresh"] == 0
    assert browser.get(f"{QUEUE}fresh/?tab=held&after=x").json()["fresh"] == 0


@pytest.mark.parametrize("address", [QUEUE, f"{QUEUE}fresh/"])
def test_strangers_sign_in_first(address: str, client: Client) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("address", [QUEUE, f"{QUEUE}fresh/"])
def test_editors_are_refused(
    address: str, editor: User, signed_in: Callable[[User], Client]
) -> None:
    assert signed_in(editor).get(address).status_code == 403


@pytest.mark.parametrize("address", [QUEUE, f"{QUEUE}fresh/"])
def test_the_queue_is_only_read(address: str, browser: Client) -> None:
    assert browser.post(address).status_code == 405
