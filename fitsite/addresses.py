"""Addresses of pages, each looked up once: a page links to twenty, and most pages to the same."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse


def address_of(view: str, *arguments: str | int | None) -> str:
    """The address at which a view is found, as `django.urls.reverse` gives it.

    Not for addresses with a token in them: nobody asks for the same one twice.
    """
    return _looked_up(get_urlconf(), get_script_prefix(), view, *arguments)


@lru_cache(maxsize=4096)
def _looked_up(urlconf: str | None, prefix: str, view: str, *arguments: str | int | None) -> str:
    return reverse(view, urlconf, arguments)
