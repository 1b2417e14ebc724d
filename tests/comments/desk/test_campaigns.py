"""Campaigns at the desk: what is shown of them, and one decision over all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comments.duties import carry_out_bulk_decisions, group_comments, send_feedback
from comments.models import BulkDecision, Campaign, Comment, CommentSettings, Feedback
from fitsite.accounts.models import User
from tests.comments.copies import SPAM, copy_of
from tests.comments.desk.conftest import QUEUE
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db
LIST = f"{QUEUE}campaigns/"
Press = Callable[..., Any]


def work() -> None:
    """What the worker does of all this, until nothing is left."""
    while group_comments() or carry_out_bulk_decisions():
        pass


@pytest.fixture
def campaign(say: Say) -> Campaign:
    """Four copies that wait for a person."""
    for number in range(4):
        say(copy_of(SPAM, number), name=f"Copycat {number}")
    work()
    return Campaign.objects.get()


@pytest.fixture
def press(browser: Client) -> Press:
    """Look at a campaign and press a button under it; keyword arguments go to the form."""

    def press(verb: str, campaign: Campaign, /, **given: str) -> Any:
        page = browser.get(f"{LIST}{campaign.pk}/").content.decode()
        fields = dict(re.findall(r'name="(up_to|seen_at)" value="([^"]*)"', page))
        data = fields | {"verb": verb} | given
        return browser.post(f"{LIST}{campaign.pk}/decide/", data)

    return press


def statuses() -> Counter[str]:
    return Counter(Comment.objects.values_list("status", flat=True))


def text(browser: Client, address: str) -> str:
    page = browser.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_list_has_what_is_to_be_decided_the_largest_first(
    say: Say, browser: Client, campaign: Campaign
) -> None:
    for _ in range(6):
        say("Nice! https://pills.example/buy")
    for _ in range(2):
        say("Nicer! https://casino.example/play")
    work()
    shown = re.findall(r"(\d+) alike", text(browser, LIST))
    assert shown == ["6", "4"]


def test_the_page_shows_one_of_them_and_what_differs(browser: Client, campaign: Campaign) -> None:
    page = text(browser, f"{LIST}{campaign.pk}/")
    assert "4 comments that are alike" in page
    assert "4 need you" in page
    assert "Names (4) Copycat 3 , Copycat 2 , Copycat 1 , Copycat 0" in page
    assert "Links to (4)" in page
    assert "Networks (4)" in page
    assert re.search(r"<ins>[^<]*</ins>", browser.get(f"{LIST}{campaign.pk}/").content.decode())


def test_what_readers_typed_is_text(say: Say, browser: Client) -> None:
    for number in range(3):
        say(f"<script>{number}</script> https://pills.example/", name="<img src=x>")
    work()
    for address in (LIST, f"{LIST}{Campaign.objects.get().pk}/"):
        page = browser.get(address).content.decode()
        assert "<script>0" not in page
        assert "<img src=x>" not in page


def test_one_press_decides_all_and_undo_brings_all_back(
    browser: Client, campaign: Campaign, press: Press
) -> None:
    address = press("mark_as_spam", campaign)["Location"]
    assert statuses() == {"held": 4}
    work()
    assert statuses() == {"spam": 4}
    assert "4 alike" not in text(browser, LIST)
    browser.post(f"{address}undo/")
    work()
    assert statuses() == {"held": 4}
    assert "4 alike" in text(browser, LIST)


def test_a_campaign_that_was_approved_comes_back_only_with_another_copy(
    say: Say, browser: Client, campaign: Campaign, press: Press
) -> None:
    press("approve", campaign)
    work()
    assert "4 alike" not in text(browser, LIST)
    say(copy_of(SPAM, 77))
    work()
    assert "5 alike" in text(browser, LIST)


def test_what_joins_or_is_decided_after_the_page_was_made_is_left(
    say: Say,
    campaign: Campaign,
    press: Press,
    browser: Client,
    administrator: User,
    clock: Any,
) -> None:
    page = browser.get(f"{LIST}{campaign.pk}/").content.decode()
    fields = dict(re.findall(r'name="(up_to|seen_at)" value="([^"]*)"', page))
    clock.shift(60)
    late = say(copy_of(SPAM, 50))
    decided = campaign.comments.earliest("pk")
    decided.approve(by=administrator)
    edited = campaign.comments.latest("pk")
    edited.edit("Something else altogether")
    work()
    press("remove", campaign, **fields)
    work()
    assert statuses() == {"removed": 2, "held": 2, "published": 1}
    late.refresh_from_db()
    assert late.status == "held"


def test_its_members_can_be_looked_at(browser: Client, campaign: Campaign, say: Say) -> None:
    say("Something else")
    page = browser.get(f"{QUEUE}?tab=all&campaign={campaign.pk}").content.decode()
    assert page.count("data-card") == 4
    for hostile in ("x", "-1", "9" * 30):
        page = browser.get(f"{QUEUE}?tab=all&campaign={hostile}").content.decode()
        assert page.count("data-card") == 0


@pytest.mark.parametrize("tab", ["held", "all"])
def test_pages_of_its_members_go_on_where_the_last_one_ended(
    tab: str, browser: Client, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.desk.reading.PER_PAGE", 3)
    address = f"{QUEUE}?tab={tab}&campaign={campaign.pk}"
    first = browser.get(address).text
    older = re.search(r"before=([\d-]+)", first)
    assert older
    pages = first, browser.get(f"{address}&before={older[1]}").text
    found = [int(pk) for page in pages for pk in re.findall(r'id="comment-(\d+)"', page)]
    members = campaign.comments.order_by("-pk").values_list("pk", flat=True)
    assert found == [*members]
    assert "before=" not in pages[1]


def test_a_card_says_that_it_is_one_of_several_copies(
    browser: Client, campaign: Campaign, say: Say
) -> None:
    say("Nothing like it")
    page = browser.get(QUEUE).text
    assert page.count(f'href="{LIST}{campaign.pk}/">one of 4 copies</a>') == 4
    assert page.count("data-card") == 5


@pytest.mark.django_db(transaction=True)
def test_three_hundred_copies_are_one_decision_and_three_hundred_reports(
    akismet: AkismetStandIn, say: Say, browser: Client, press: Press
) -> None:
    CommentSettings.objects.create(article_per_minute=1_000)
    for number in range(300):
        say(copy_of(SPAM, number))
    say("An honest word about the article, from somebody who has read it to its end.")
    while group_comments():
        pass
    campaign = Campaign.objects.get()
    assert campaign.members == 300
    address = press("mark_as_spam", campaign)["Location"]
    assert BulkDecision.objects.count() == 1
    assert statuses() == {"published": 301}
    assert akismet.asked("submit-spam") == []
    work()
    while send_feedback():
        pass
    assert statuses() == {"spam": 300, "published": 1}
    assert len(akismet.asked("submit-spam")) == 300
    assert Feedback.objects.filter(kind="spam", fate="confirmed").count() == 300
    assert "300 comments put in Spam." in text(browser, address)


@pytest.mark.parametrize("how_many", [3, 120])
def test_a_page_costs_the_same_however_many_there_are(
    how_many: int, say: Say, browser: Client
) -> None:
    for number in range(how_many):
        say(copy_of(SPAM, number))
    work()
    costs = []
    for address in (LIST, f"{LIST}{Campaign.objects.get().pk}/"):
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        costs.append(len(asked))
    assert costs == [10, 12]


def test_the_list_has_pages(say: Say, browser: Client) -> None:
    for host in range(25):
        for _ in range(3):
            say(f"Look here https://pills{host}.example/")
    work()
    first = browser.get(LIST).content.decode()
    more = re.search(r'\?after=([\d-]+)"', first)
    assert more
    second = browser.get(f"{LIST}?after={more[1]}").content.decode()
    hosts = re.findall(r"pills(\d+)", first + second)
    assert len(set(hosts)) == 25
    assert "?after=" not in second
    for hostile in ("x", "1", "-", "9" * 40, "1-²"):
        assert browser.get(f"{LIST}?after={hostile}").status_code == 200


class TestLadder:
    """Who may press, and how."""

    def test_strangers_and_editors_are_refused(
        self,
        campaign: Campaign,
        client: Client,
        editor: User,
        signed_in: Callable[[User], Client],
    ) -> None:
        address = f"{LIST}{campaign.pk}/"
        for asked in (LIST, address):
            assert client.get(asked)["Location"].startswith("/admin/login/")
            assert signed_in(editor).get(asked).status_code == 403
        assert client.post(f"{address}decide/")["Location"].startswith("/admin/login/")
        assert signed_in(editor).post(f"{address}decide/").status_code == 403

    def test_only_a_post_decides_and_pages_are_only_read(
        self, campaign: Campaign, browser: Client
    ) -> None:
        assert browser.get(f"{LIST}{campaign.pk}/decide/").status_code == 405
        assert browser.post(LIST).status_code == 405
        assert browser.post(f"{LIST}{campaign.pk}/").status_code == 405

    def test_what_is_not_there_is_not_found(self, browser: Client) -> None:
        assert browser.get(f"{LIST}999/").status_code == 404
        assert browser.post(f"{LIST}999/decide/").status_code == 404

    @pytest.mark.parametrize(
        "given",
        [
            {"verb": "delete"},
            {"verb": ""},
            {"up_to": ""},
            {"up_to": "x"},
            {"up_to": "²"},
            {"up_to": "9" * 30},
            {"seen_at": ""},
            {"seen_at": "yesterday"},
        ],
    )
    def test_other_words_are_refused(
        self, given: dict[str, str], campaign: Campaign, press: Press
    ) -> None:
        assert press("remove", campaign, **given).status_code == 400
        work()
        assert statuses() == {"held": 4}

    def test_a_second_press_finds_nothing_more_to_change(
        self, campaign: Campaign, press: Press, browser: Client
    ) -> None:
        press("remove", campaign)
        work()
        address = press("remove", campaign)["Location"]
        work()
        assert "0 comments removed. 4 left as they were." in text(browser, address)
