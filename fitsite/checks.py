"""System checks of the whole site: what to set before it goes live."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def check_https(**kwargs: Any) -> list[CheckMessage]:
    """Say so when the site's public address is not HTTPS."""
    if settings.IS_HTTPS:
        return []
    return [
        Warning(
            f"SITE_URL is {settings.SITE_URL}: cookies and comments travel unencrypted.",
            hint="Put a proxy with a certificate in front and set SITE_URL=https://….",
            id="fitsite.W001",
        )
    ]
