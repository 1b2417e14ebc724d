"""The page behind "Learn how your comment data is processed"."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.kept import kept
from comments.notice import notice
from fitsite.page_cache.sharing import shared_page


@require_safe
@shared_page()
def privacy(request: HttpRequest) -> HttpResponse:
    """Tell what is sent to whom and what is kept, from what the code does."""
    return render(request, "comments/privacy.html", {"notice": notice(), "kept": kept()})
