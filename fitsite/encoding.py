"""Everything that arrives is UTF-8, whatever it says of itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class Utf8Middleware:
    """Ignores the charset that a request names: Python knows some that are no text at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        request.encoding = "utf-8"
        return self.get_response(request)
