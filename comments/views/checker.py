"""What the checker calls."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from comments.spam import call_back


@csrf_exempt
@require_POST
def ask_now(request: HttpRequest, token: str) -> HttpResponse:
    """Akismet has news about a check: put the question again. What it sends along is not read."""
    if not call_back.ask_now(token):
        raise Http404
    return HttpResponse("OK", content_type="text/plain")
