"""One request and its response, in the shape of the HTTP client that the akismet package takes."""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import aclosing
from importlib.metadata import version
from typing import Final
from urllib.parse import urlsplit

import httpx

from comments.spam.akismet.answers import NoAnswer, Reason
from comments.spam.akismet.configuration import Configuration
from comments.spam.akismet.fields import Fields
from comments.spam.akismet.headers import akismet_headers, retry_after
from fitsite import __version__

BODY_LIMIT: Final = 64 * 1024
REQUEST_HEADERS: Final = {
    "User-Agent": f"fitsite/{__version__} | python-akismet/{version('akismet')}",
    # A small compressed body may unpack to a huge one. Answers are a few bytes long anyway.
    "Accept-Encoding": "identity",
}


class Exchange:
    """Adds what the package cannot send, asks the configured server, keeps Akismet's headers.

    The package knows only half of the declared fields and one fixed host. Raises only NoAnswer.
    """

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport,
        configuration: Configuration,
        fields: Fields,
        deadline: float,
    ) -> None:
        self.headers: dict[str, str] = {}
        self._transport = transport
        self._configuration = configuration
        self._fields = fields
        # The deadline itself is kept by the caller, who cancels. httpcore forgets the socket of a
        # cancelled TLS handshake, though, so connecting and the handshake end by themselves before:
        # each has half of the time.
        self._extensions = {"timeout": {"connect": deadline / 2}}

    async def post(self, url: str, *, data: Mapping[str, str]) -> httpx.Response:
        """Send a form: what the package put in, and all our fields."""
        return await self._send(self._request("POST", url, data={**data, **self._fields}))

    async def get(self, url: str, *, params: Mapping[str, str]) -> httpx.Response:
        """Send a query."""
        return await self._send(self._request("GET", url, params=params))

    def _request(
        self,
        method: str,
        url: str,
        *,
        data: Fields | None = None,
        params: Mapping[str, str] | None = None,
    ) -> httpx.Request:
        return httpx.Request(
            method,
            self._configuration.api_url + urlsplit(url).path,
            headers=REQUEST_HEADERS,
            extensions=self._extensions,
            data=data,
            params=params,
        )

    async def _send(self, request: httpx.Request) -> httpx.Response:
        try:
            response = await self._transport.handle_async_request(request)
            async with aclosing(response):
                self.headers = akismet_headers(response.headers, key=self._configuration.key)
                self._refuse_errors(response)
                body = await self._body(response)
        except httpx.TransportError as error:
            raise NoAnswer(_reason(error), headers=self.headers) from None
        # Only status and text go on: nothing in them can be decoded, followed or remembered.
        return httpx.Response(200, content=body.rstrip(b"\r\n"), request=request)

    def _refuse_errors(self, response: httpx.Response) -> None:
        status = response.status_code
        if status != 200:
            raise NoAnswer(
                "too_many_requests" if status == 429 else "http_status",
                f"Akismet answered with HTTP status {status}.",
                retry_after=retry_after(response.headers.get("Retry-After")),
                headers=self.headers,
            )
        if "error" in self.headers:
            raise NoAnswer("error_header", headers=self.headers)

    async def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > BODY_LIMIT:
                raise NoAnswer("too_large", headers=self.headers)
        return bytes(body)


def _reason(error: httpx.TransportError) -> Reason:
    if isinstance(error, httpx.TimeoutException):
        return "deadline"
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError):
            return "tls"
        if isinstance(cause, socket.gaierror):
            return "dns"
        if isinstance(cause, ConnectionRefusedError):
            return "refused"
    return "network"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Dig below an exception; a host with several addresses fails once for each."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for inner in error.exceptions:
                yield from _causes(inner)
        error = error.__cause__ or error.__context__
