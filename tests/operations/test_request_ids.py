"""Each request has an id, which its answer and its log lines share and no stranger chooses."""

from __future__ import annotations

import ipaddress
import re

import pytest
from django.test import Client
from pytest_django import Settings

from tests.operations.conftest import Lines

OURS = re.compile(r"[0-9a-f]{32}")
PROXY = "10.0.0.5"


@pytest.fixture(autouse=True)
def proxy(settings: Settings) -> None:
    """A proxy of our own stands in front."""
    settings.TRUSTED_PROXIES = [ipaddress.ip_network(PROXY)]


def named(given: str | None = None, *, by: str = PROXY, address: str = "/healthz") -> str:
    """The id that a request with this id has in its answer."""
    headers = {} if given is None else {"X-Request-ID": given}
    response = Client().get(address, REMOTE_ADDR=by, headers=headers)
    if response.streaming:
        response.close()  # It also ends the connection to the database.
    return str(response.headers["X-Request-ID"])


def test_each_answer_has_an_id_of_its_own() -> None:
    names = {named() for _ in range(20)}
    assert len(names) == 20
    assert all(OURS.fullmatch(name) for name in names)


@pytest.mark.parametrize("given", ["abcdefgh", "0f3c9a7e-62b1-4d4e-9d0f-6f1f0b6f3c11", "A_b-" * 16])
def test_our_own_proxy_names_a_request(given: str) -> None:
    assert named(given) == given


def test_the_reader_behind_the_proxy_may_be_anybody() -> None:
    headers = {"X-Request-ID": "from-the-proxy", "X-Forwarded-For": "192.0.2.9"}
    response = Client().get("/healthz", REMOTE_ADDR=PROXY, headers=headers)
    assert response.headers["X-Request-ID"] == "from-the-proxy"


@pytest.mark.parametrize("stranger", ["192.0.2.9", "127.0.0.1", "::1", "10.0.0.6", ""])
def test_a_stranger_names_nothing(stranger: str) -> None:
    assert OURS.fullmatch(named("my-own-request", by=stranger))


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "short",
        "a" * 65,
        "with white space",
        "line\nSet-Cookie: session=stolen",
        "abcdefgh\n",
        "abcdefgh\r",
        '","level":"ERROR',
        "<script>alert(1)</script>",
        "ünïcödé-ünïcödé",
        "１２３４５６７８",
        "ada@example.com",
        "2001:db8::7:1",
        "../../etc/passwd",
        "abcdefgh\0",
    ],
)
def test_an_id_that_could_mean_something_is_replaced(hostile: str) -> None:
    assert OURS.fullmatch(named(hostile))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/nothing-here/", "/admin/", "/static/css/base.css"])
def test_every_kind_of_answer_has_its_id(address: str) -> None:
    assert named("given-by-the-proxy", address=address) == "given-by-the-proxy"


@pytest.mark.django_db
def test_log_lines_carry_the_id_of_their_request(lines: Lines) -> None:
    for given in ("first-request", "second-request"):
        named(given, address=f"/nothing-for-the-{given}/")
    told = [line for line in lines() if line["logger"] == "django.request"]
    found = {line["message"]: line["request_id"] for line in told}
    assert found == {
        "Not Found: /nothing-for-the-first-request/": "first-request",
        "Not Found: /nothing-for-the-second-request/": "second-request",
    }
