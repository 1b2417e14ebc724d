"""The stand-in as a pytest fixture."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.standin import AkismetStandIn


@pytest.fixture
def akismet(settings: Settings) -> Iterator[AkismetStandIn]:
    """A running stand-in that the site's settings point to."""
    with AkismetStandIn() as standin:
        settings.AKISMET_API_KEY = standin.key
        settings.AKISMET_API_URL = standin.url
        settings.AKISMET_TEST_MODE = False
        settings.COMMENT_CHECKER = "akismet"
        yield standin
