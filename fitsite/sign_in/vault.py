"""Secrets that the database keeps without knowing them: those of authenticator apps and codes.

Fernet (AES-128-CBC and HMAC-SHA256) under keys derived from settings.ENCRYPTION_KEYS: the first
one locks, all of them open.
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"fitsite second factors"


class Unreadable(Exception):
    """No key opens it: the one that locked it is not among settings.ENCRYPTION_KEYS any more."""


def lock(secret: str) -> str:
    """The secret as the database may keep it."""
    return _keys(tuple(settings.ENCRYPTION_KEYS)).encrypt(secret.encode()).decode()


def unlock(locked: str) -> str:
    """The secret again. Raises Unreadable."""
    try:
        return _keys(tuple(settings.ENCRYPTION_KEYS)).decrypt(locked.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


@lru_cache(maxsize=4)
def _keys(texts: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(text)) for text in texts])


def _derived(text: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(text.encode())
    return base64.urlsafe_b64encode(key)
