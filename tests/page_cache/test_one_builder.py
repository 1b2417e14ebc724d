"""Of many who ask for a page that nobody has made yet, one makes it; other pages take turns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread

import pytest

from fitsite.page_cache import builders
from tests.comments.together import PATIENCE, alone, together, until
from tests.page_cache import urls
from tests.page_cache.conftest import Answer, Site


@pytest.fixture
def make_site(unwritten_database: None) -> Callable[[], Site]:
    return Site


@pytest.fixture(autouse=True)
def nothing_asked(odd_views: None) -> None:
    urls.asked.clear()
    urls.may_end.clear()
    urls.two.reset()


def ask_at_once(*asking: partial[Answer]) -> list[Answer]:
    """Have several ask; the view ends when one of them has reached it."""

    def let_go() -> None:
        until(lambda: bool(urls.asked))
        urls.may_end.set()

    helper = Thread(target=partial(alone, let_go))
    helper.start()
    answers = together(*asking)
    helper.join()
    return answers


def test_one_thread_makes_a_page_and_the_others_wait_for_it(site: Site) -> None:
    answers = ask_at_once(*[partial(site.get, "/slow/")] * 4)
    assert [answer.text for answer in answers] == ["done"] * 4
    assert urls.asked == ["/slow/"]


def test_pages_are_made_one_after_the_other(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builders, "TURN_PATIENCE", PATIENCE)
    answers = together(*(partial(site.get, f"/meeting/{number}/") for number in (1, 2)))
    assert [answer.text for answer in answers] == ["alone", "alone"]


def test_nobody_waits_long_for_a_page_of_another_address(site: Site) -> None:
    helper = Thread(target=partial(alone, partial(site.get, "/slow/")))
    helper.start()
    until(lambda: urls.asked == ["/slow/"])
    assert site.get("/echo/").status == "200 OK"
    assert helper.is_alive()
    urls.may_end.set()
    helper.join()


def test_those_who_waited_in_vain_make_it_themselves(site: Site) -> None:
    answers = together(*[partial(site.get, "/unfinished/")] * 3)
    assert [answer.text for answer in answers] == ["for now"] * 3
