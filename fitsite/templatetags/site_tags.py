"""What stands on every page and costs a page little."""

from django import template

from fitsite.addresses import address_of

register = template.Library()

# `{% address "articles:home" %}` prints what `{% url %}` does, looked up once.
register.simple_tag(address_of, name="address")
