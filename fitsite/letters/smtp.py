"""Django's way to a mail server, which also knows whether the letter itself was on its way."""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail.backends import smtp


class _Noting(smtplib.SMTP):
    """Notes when the text of a letter begins: what fails before that has reached nobody."""

    text_was_begun = False

    def mail(self, *args: Any, **kwargs: Any) -> Any:
        self.text_was_begun = False
        return super().mail(*args, **kwargs)

    def data(self, *args: Any, **kwargs: Any) -> Any:
        self.text_was_begun = True
        return super().data(*args, **kwargs)


class _NotingSSL(_Noting, smtplib.SMTP_SSL):
    """The same from the first byte under TLS."""


class EmailBackend(smtp.EmailBackend):
    """Takes the place of Django's; see fitsite/settings.py."""

    @property
    def connection_class(self) -> type[_Noting]:
        """What speaks SMTP."""
        return _NotingSSL if self.use_ssl else _Noting

    @property
    def text_was_begun(self) -> bool:
        """Whether the server may have a letter of which we do not know that it has."""
        connection: Any = self.connection
        return connection is not None and connection.text_was_begun
