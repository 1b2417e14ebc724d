"""Serves uploaded files where no proxy or object store does."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

DAY = 24 * 3600


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One uploaded file. Whatever it holds, the browser runs nothing of it."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Cache-Control"] = f"public, max-age={DAY}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
