"""Reads the environment for settings.py through django-environ; refuses nonsense in a sentence."""

import ipaddress
import secrets
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from fitsite.client_ip import Network
from fitsite.loopback import is_loopback

env = environ.Env()
SHORTEST_KEY = 32


def text(name: str, *, default: str = "") -> str:
    """What a variable holds, without white space around it; an empty one is as good as none."""
    return str(env.str(name, default="")).strip() or default


def number(name: str, *, default: int) -> int:
    """A whole number, not negative."""
    word = text(name, default=str(default))
    if not (word.isascii() and word.isdigit()):
        raise ImproperlyConfigured(f"{name} is {word!r}; set it to a whole number.")
    return int(word)


def listing(name: str, *, default: str = "") -> list[str]:
    """Values separated by commas."""
    entries = text(name, default=default).split(",")
    return [entry.strip() for entry in entries if entry.strip()]


def keys(name: str) -> list[str]:
    """Secret keys, separated by commas, each too long to be guessed."""
    if any(len(key) < SHORTEST_KEY for key in listing(name)):
        raise ImproperlyConfigured(
            f"{name} holds a key of less than {SHORTEST_KEY} characters; make it random and longer."
        )
    return listing(name)


def mail_address(name: str, *, default: str) -> str:
    """One e-mail address."""
    found = mail_addresses(name)
    if len(found) > 1:
        raise ImproperlyConfigured(f"{name} holds several addresses; set it to one.")
    return found[0] if found else default


def mail_addresses(name: str) -> list[str]:
    """E-mail addresses, separated by commas."""
    for entry in listing(name):
        try:
            validate_email(entry)
        except ValidationError as error:
            raise ImproperlyConfigured(
                f"{name} holds {entry!r}, which is not an address such as ann@example.org."
            ) from error
    return listing(name)


def flag(name: str, *, default: bool) -> bool:
    """A yes or no: 1/0, true/false, yes/no, on/off."""
    word = text(name).lower()
    if word in {"", "1", "true", "yes", "on"}:
        return bool(word) or default
    if word in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {word!r}; set it to 1 or 0.")


def choice(name: str, *, default: str, among: tuple[str, ...]) -> str:
    """One of the words in `among`."""
    value = text(name) or default
    if value not in among:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to one of: {', '.join(among)}.")
    return value


def required(name: str, *, example: str) -> str:
    """A value that production cannot do without."""
    value = text(name).strip(", ")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. With DEBUG=0 it must be, for example: {name}={example}"
        )
    return value


def web_address(name: str, *, default: str) -> str:
    """An http(s) address without a trailing slash."""
    value = (text(name) or default).rstrip("/")
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; write a whole address such as https://example.org."
        )
    return value


def service_address(name: str, *, default: str) -> str:
    """An address of an outside service: https, or http where it never leaves this machine."""
    value = web_address(name, default=default)
    parts = urlsplit(value)
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise ImproperlyConfigured(f"{name} is {value!r}; http:// is for loopback only, use https.")
    return value


def parsed(name: str, parse: Callable[[str], dict[str, Any]], *, default: str) -> dict[str, Any]:
    """What an address of a database, cache or mail server means, by django-environ's `parse`."""
    try:
        with warnings.catch_warnings(action="error"):
            return parse(text(name, default=default))
    except (ImproperlyConfigured, KeyError, ValueError, UserWarning) as error:
        # The address itself may hold a password, so it is not repeated.
        raise ImproperlyConfigured(
            f"{name} is not an address that can be used; docs/configuration.md has examples."
        ) from error


def time_zone(name: str, *, default: str) -> str:
    """A time zone of the IANA database."""
    value = text(name, default=default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; set it to a time zone such as Europe/Berlin."
        ) from error
    return value


def networks(name: str, *, default: str = "") -> list[Network]:
    """Addresses and CIDR networks, separated by commas."""
    found: list[Network] = []
    for entry in listing(name, default=default):
        try:
            found.append(ipaddress.ip_network(entry, strict=False))
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name} holds {entry!r}, which is not an address or network such as 10.0.0.0/8."
            ) from error
    return found


def kept_secret(path: Path) -> str:
    """A random secret made once and kept in a file only its owner reads; for development."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()
