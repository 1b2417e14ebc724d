"""What every template knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name and its public address, without a trailing slash."""
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
