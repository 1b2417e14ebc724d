"""Tells what our own proxies pass on from what a stranger claims."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from fitsite.client_ip import client_ip


def sent_by_proxy(request: HttpRequest) -> bool:
    """Whether the machine that speaks to us is one of `TRUSTED_PROXIES`."""
    nearest = HttpRequest()
    nearest.META = {"REMOTE_ADDR": request.META.get("REMOTE_ADDR", "")}
    address = ipaddress.ip_address(client_ip(nearest))
    return any(address in proxy for proxy in settings.TRUSTED_PROXIES)
