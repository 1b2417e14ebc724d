"""Finds the reader's own address when proxies stand in front of the site."""

import ipaddress
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LOOPBACK = ipaddress.IPv4Address("127.0.0.1")


def client_ip(request: HttpRequest) -> str:
    """The address of whoever sent the request.

    A Unix socket has no addresses; what comes through one comes from this machine.
    `X-Forwarded-For` is read from the right, and only as far as `TRUSTED_PROXIES` reaches: the
    first address that no trusted proxy has is the reader's. What stands left of it was typed by
    the reader and means nothing.
    """
    nearest = _parse(request.META.get("REMOTE_ADDR", "")) or LOOPBACK
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    for text in reversed(forwarded):
        if not _is_trusted(nearest, settings.TRUSTED_PROXIES):
            break
        further = _parse(text)
        if further is None:
            break
        nearest = further
    return str(nearest)


def network_of(address: str) -> str:
    """The neighbourhood that limits count by: the IPv4 address itself, or the IPv6 /64."""
    parsed = _parse(address)
    if parsed is None:
        return ""
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def _is_trusted(address: Address, proxies: Iterable[Network]) -> bool:
    return any(address in proxy for proxy in proxies)


def _parse(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address
