"""What stands on every page and costs a page little."""

from functools import cache

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import Storage, storages
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fitsite.addresses import address_of
from fitsite.times import day, iso, minute

register = template.Library()

# `{% address "articles:home" %}` prints what `{% url %}` does, looked up once.
register.simple_tag(address_of, name="address")
register.filter("day", day, expects_localtime=True)
register.filter("minute", minute, expects_localtime=True)
register.filter("iso", iso, expects_localtime=True)


@register.simple_tag
def asset(name: str) -> str:
    """The address of a static file, as `{% static %}` prints it.

    That one looks through all apps for the one that serves these files, each time.
    """
    return staticfiles_storage.url(name)


@register.simple_tag
def constant(template_name: str) -> SafeString:
    """A template that prints the same on every page, rendered once; it is told nothing.

    In development a changed one is seen at once.
    """
    if settings.DEBUG:
        return render_to_string(template_name)
    return _rendered_once(template_name, storages["staticfiles"])


@cache
def _rendered_once(template_name: str, static_files: Storage) -> SafeString:
    """`static_files` gives the files that it names their addresses."""
    return render_to_string(template_name)
