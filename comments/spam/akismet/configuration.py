"""The settings this package needs, checked before anything is sent to where they point."""

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings

from fitsite.loopback import is_loopback


@dataclass(frozen=True)
class Configuration:
    """Whom to ask, in whose name. The key stays out of `repr`, hence out of logs and reports."""

    key: str = field(repr=False)
    api_url: str
    site_url: str
    is_test: bool


def configuration() -> Configuration:
    """Read the settings as they are now; ValueError names the one that is wrong."""
    return _checked(
        str(settings.AKISMET_API_KEY),
        str(getattr(settings, "AKISMET_API_URL", "") or "https://rest.akismet.com"),
        str(settings.SITE_URL),
        bool(getattr(settings, "AKISMET_TEST_MODE", False)),
    )


@lru_cache(maxsize=8)
def _checked(key: str, api_url: str, site_url: str, is_test: bool) -> Configuration:
    # No message repeats a value: the key may have been pasted into the wrong setting.
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError("AKISMET_API_KEY must be an Akismet key: letters and digits, no spaces.")
    return Configuration(key, _service_address(api_url), site_url, is_test)


def _service_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("AKISMET_API_URL must be a whole https:// address.")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ValueError("AKISMET_API_URL may be http:// on a loopback address only; use https://.")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("AKISMET_API_URL must not hold a user name, a query or a fragment.")
    return address.rstrip("/")
