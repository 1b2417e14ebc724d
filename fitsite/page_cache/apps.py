"""Versions of what the public sees, on which cached pages stand."""

from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    """Page versions; every public change raises one in its own transaction."""

    name = "fitsite.page_cache"
    label = "page_cache"
