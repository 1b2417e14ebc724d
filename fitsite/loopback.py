"""Tells addresses that never leave this machine."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Whether a host name or address of a URL means this very machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
