"""The reader's own address, whatever stands in front of the site and whatever the reader types."""

from __future__ import annotations

import ipaddress

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from fitsite.client_ip import client_ip, network_of

READER = "203.0.113.9"
PROXIES = ["10.0.0.0/8", "192.0.2.1/32", "2001:db8:aaaa::/48"]


@pytest.fixture(autouse=True)
def proxies(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = [ipaddress.ip_network(proxy) for proxy in PROXIES]


def address(peer: str, forwarded: str | None = None) -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return client_ip(RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer))


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("10.0.0.1", READER, READER),
        ("10.0.0.1", f"198.51.100.7, {READER}", READER),
        ("10.0.0.1", f"10.9.9.9, {READER}", READER),
        ("10.0.0.1", f"127.0.0.1,{READER},192.0.2.1, 10.0.0.2", READER),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("2001:db8:aaaa::5", READER, READER),
        ("::ffff:10.0.0.1", f"::ffff:{READER}", READER),
        ("::ffff:203.0.113.9", None, READER),
    ],
    ids=[
        *("one proxy", "typed by the reader", "typed as if by a proxy", "three proxies"),
        *("IPv6 reader", "IPv6 proxy", "IPv4 in IPv6", "IPv4 in IPv6 without proxy"),
    ],
)
def test_the_first_address_that_no_proxy_of_ours_has_is_the_readers(
    peer: str, forwarded: str | None, found: str
) -> None:
    assert address(peer, forwarded) == found


@pytest.mark.parametrize("forwarded", [None, "", "198.51.100.7", "10.0.0.1, 10.0.0.2"])
def test_a_stranger_is_not_believed(forwarded: str | None) -> None:
    assert address(READER, forwarded) == READER


def test_without_trusted_proxies_nobody_is_believed(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = []
    assert address("10.0.0.1", READER) == "10.0.0.1"


@pytest.mark.parametrize("garbage", ["", "unknown", f"{READER}, unknown", "a" * 10_000, "<script>"])
def test_garbage_ends_the_walk_at_the_last_address_that_is_sure(garbage: str) -> None:
    assert address("10.0.0.1", garbage) == "10.0.0.1"


def test_when_everybody_is_a_proxy_the_furthest_is_the_reader() -> None:
    assert address("10.0.0.1", "10.0.0.3, 10.0.0.2") == "10.0.0.3"


@pytest.mark.parametrize("peer", ["", "unix:"])
def test_a_unix_socket_is_this_machine(peer: str, settings: Settings) -> None:
    assert address(peer, READER) == "127.0.0.1"
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("127.0.0.1")]
    assert address(peer, READER) == READER


@pytest.mark.parametrize(
    ("of", "network"),
    [
        (READER, READER),
        ("::ffff:203.0.113.9", READER),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_limits_count_by_address_or_by_64_bits_of_ipv6(of: str, network: str) -> None:
    assert network_of(of) == network
