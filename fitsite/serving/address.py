"""The address that the site listens on."""

import errno
import socket
from dataclasses import dataclass

from fitsite.serving.speech import Refusal

# Listening on every address is not an address to visit.
SHOWN_INSTEAD = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


@dataclass(frozen=True)
class Address:
    """A host, as a name or an IPv4 or IPv6 address, and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{in_brackets(self.host)}:{self.port}"

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the site."""
        host = SHOWN_INSTEAD.get(self.host, self.host)
        return f"http://{in_brackets(host)}:{self.port}"

    def refuse_if_taken(self) -> None:
        """Refuse when nothing can listen here, most often because something does already."""
        with socket.socket(self._family) as probe:
            # As the web server does: a port is free again as soon as nobody listens.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except UnicodeError as error:
                raise Refusal(f"{self.host!r} is not the name of a host.") from error
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    why = f"Port {self.port} is taken; choose another with --port."
                else:
                    why = f"Cannot listen on {self}: {error.strerror}."
                raise Refusal(why) from error

    def answers(self) -> bool:
        """Whether something listens here."""
        host = SHOWN_INSTEAD.get(self.host, self.host)
        with socket.socket(self._family) as visitor:
            return visitor.connect_ex((host, self.port)) == 0

    @property
    def _family(self) -> socket.AddressFamily:
        # The rule of the web server: a name stands for IPv4.
        return socket.AF_INET6 if ":" in self.host else socket.AF_INET


def in_brackets(host: str) -> str:
    """The host as URLs and ALLOWED_HOSTS write it."""
    return f"[{host}]" if ":" in host else host
