"""A real browser: Chromium, wherever it is found."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable, Iterator
from http.cookies import Morsel
from typing import Any, ParamSpec

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Response
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from fitsite.accounts.models import User

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Chromium must not look for its maker's hosts, and may run as root in a container.
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

PASSWORD = "a-long-password-for-tests"

# Playwright's loop runs in the test's thread; Django must not take that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and say so where there is none."""
    missing = pytest.mark.skip(reason="Chromium was not found")
    for item in items:
        if "/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and os.environ.get("REQUIRE_BROWSER") != "1":
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Use the machine's Chromium."""
    if CHROMIUM is None:
        pytest.fail("REQUIRE_BROWSER=1, but Chromium was not found")
    return {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The static files as a live site has them; the settings that find them."""
    folder = tmp_path_factory.mktemp("static")
    storage = {"BACKEND": "fitsite.one_stylesheet.OneStylesheetStorage"}
    storages = {"STORAGES": settings.STORAGES | {"staticfiles": storage}, "STATIC_ROOT": folder}
    with override_settings(**storages):
        call_command("collectstatic", verbosity=0, interactive=False)
    return storages | {"STATICFILES_DIRS": [folder]}


@pytest.fixture(autouse=True)
def few_files(settings: Settings, collected: dict[str, Any]) -> None:
    """A page asks for one stylesheet, as on a live site, and not for three dozen."""
    for name, value in collected.items():
        setattr(settings, name, value)


Open = Callable[..., Page]


@pytest.fixture
def open_browser(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Open a browser window of a new person; keyword arguments as of `new_context`.

    `of` names somebody who has signed in before. The test fails if the page broke its security
    policy, raised an error in a script, or asked another host.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window(of: User | None = None, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        if of:
            sent = session_of(of)
            context.add_cookies([{"name": sent.key, "value": sent.value, "url": live_server.url}])
        page = context.new_page()
        if options.get("java_script_enabled", True):
            page.goto = _then_started(page, page.goto)  # type: ignore[method-assign]
            page.reload = _then_started(page, page.reload)  # type: ignore[method-assign]
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _listen(message.text, complaints))
        page.on("request", lambda request: _watch(request.url, live_server.url, complaints))
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


Said = ParamSpec("Said")
# A browser says "load" before the modules of a page have come; a click may be quicker than they.
STARTED = """() =>
  !document.querySelector("script[src*='js/main']") ||
  performance.getEntriesByName("modules-started").length > 0
"""


def _then_started(
    page: Page, go: Callable[Said, Response | None]
) -> Callable[Said, Response | None]:
    """Go there as `go` does, and unless told what to wait for, until the page's modules run."""

    @functools.wraps(go)
    def gone(*args: Said.args, **kwargs: Said.kwargs) -> Response | None:
        response = go(*args, **kwargs)
        if "wait_until" not in kwargs:
            page.wait_for_function(STARTED)
        return response

    return gone


def session_of(user: User) -> Morsel[str]:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME]


def _listen(text: str, complaints: list[str]) -> None:
    if "Content Security Policy" in text:
        complaints.append(text)


def _watch(url: str, own: str, complaints: list[str]) -> None:
    if not url.startswith((own, "data:")):
        complaints.append(f"asked {url}")
