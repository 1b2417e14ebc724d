"""What every template knows of the site."""

import logging
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from fitsite.branding.models import Branding
from fitsite.page_cache.sharing import keep_not

logger = logging.getLogger(__name__)


def site(request: HttpRequest) -> dict[str, Any]:
    """The owner's name, colour and menu, and the public address without a trailing slash.

    One query, and none on a page that prints nothing of the owner's.
    """
    # Templates call what can be called.
    branding = cache(partial(_branding, request))
    return {
        "branding": branding,
        "site_name": lambda: branding().site_name,
        "site_url": settings.SITE_URL,
    }


def _branding(request: HttpRequest) -> Branding:
    try:
        return Branding.objects.current()
    except DatabaseError:
        # A page that says what is wrong with the database must not fail for want of a name.
        logger.exception("The name, colour and menu of the site could not be read")
        keep_not(request)
        return Branding()
