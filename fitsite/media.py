"""Serves uploaded files where no proxy or object store does."""

import mimetypes

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from fitsite.whole_files import NAMED_BY_CONTENT

DAY = 24 * 3600
YEAR = 365 * DAY
# Python 3.11 does not know them by itself.
mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One uploaded file. Whatever it holds, the browser runs nothing of it."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    # Files that are named by what they hold never change.
    lasting = f"{YEAR}, immutable" if path.startswith(f"{NAMED_BY_CONTENT}/") else f"{DAY}"
    response.headers["Cache-Control"] = f"public, max-age={lasting}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
