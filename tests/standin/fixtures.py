"""The stand-ins as pytest fixtures."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.standin import AkismetStandIn
from tests.standin.smtp import MailServer


@pytest.fixture
def akismet(settings: Settings) -> Iterator[AkismetStandIn]:
    """A running stand-in that the site's settings point to."""
    with AkismetStandIn() as standin:
        settings.AKISMET_API_KEY = standin.key
        settings.AKISMET_API_URL = standin.url
        settings.AKISMET_TEST_MODE = False
        settings.COMMENT_CHECKER = "akismet"
        yield standin


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A running mail server that the site's settings point to."""
    with MailServer() as standin:
        settings.EMAIL_BACKEND = "fitsite.letters.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = standin.host, standin.port
        settings.EMAIL_TIMEOUT = 0.5
        yield standin
