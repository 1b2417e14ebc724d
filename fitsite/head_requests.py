"""HEAD is answered like GET, without the body: servers complain of one that comes along."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class HeadRequestsMiddleware:
    """Takes the body off, and keeps the length that it has."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response
