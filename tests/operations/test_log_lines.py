"""Log lines tell what happened, and never who wrote what, nor the key."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from comments.duties import watch_key
from fitsite.scrubbing import scrub
from tests.conftest import Say
from tests.operations.conftest import InProduction, Lines
from tests.operations.urls import TEXT
from tests.standin import AkismetStandIn

READER = "192.0.2.77"
NEVER = ("Ada Lovelace", "ada@example.com", "ada%40example.com", READER, TEXT, "duck")
POST = f"""
from articles.models import Article
article = Article.objects.draft(title="Pond", slug="pond", body="<p>D</p>")
article.publish(article.revisions.get())
def post(**more):
    typed = dict(name="Ada Lovelace", email="ada@example.com", website="", body={TEXT!r})
    return client.post("/articles/pond/comments/", typed | more, REMOTE_ADDR={READER!r})
"""


def texts(found: list[dict[str, Any]]) -> str:
    return json.dumps(found, ensure_ascii=False)


def test_a_live_site_writes_one_json_object_per_line(in_production: InProduction) -> None:
    done = in_production(
        "import logging; client.get('/nothing/');"
        "logging.getLogger('comments').warning('One\\ntwo %s', '\"three\"')"
    )
    refused, told = [json.loads(line) for line in done.stderr.splitlines()]
    assert refused["level"] == "INFO"
    assert refused["logger"] == "django.request"
    assert refused["message"] == "Not Found: /nothing/"
    assert re.fullmatch("[0-9a-f]{32}", refused["request_id"])
    assert datetime.fromisoformat(refused["time"]).tzinfo is not None
    assert told["message"] == 'One\ntwo "three"'
    assert "exception" not in told


def test_a_site_to_develop_on_writes_for_people(in_production: InProduction) -> None:
    done = in_production("client.get('/nothing/')", DEBUG="1")
    assert re.fullmatch(r"\d\d:\d\d:\d\d INFO django.request: Not Found: /nothing/\n", done.stderr)


def test_a_traceback_is_one_line_and_clean(in_production: InProduction) -> None:
    done = in_production(
        "settings.ROOT_URLCONF = 'tests.operations.urls'; client.get('/breaks/')",
        AKISMET_API_KEY="abc123def456",
    )
    [line] = [json.loads(line) for line in done.stderr.splitlines()]
    assert line["level"] == "ERROR"
    assert line["message"] == "Internal Server Error: /breaks/"
    assert "RuntimeError: [key] [e-mail] [address] [address]" in line["exception"]
    assert "ValueError: Row refused" in line["exception"]
    assert "raise RuntimeError(known)" in line["exception"]
    for secret in ("abc123def456", "ada@example.com", "10.20.30.40", "2001:db8", TEXT):
        assert secret not in done.stderr + done.stdout


def test_nothing_that_a_reader_wrote_is_in_a_log(
    in_production: InProduction, akismet: AkismetStandIn
) -> None:
    akismet.behave("html")
    done = in_production(
        POST + "print([post(body=f'{n} ' + 'duck ' * n).status_code for n in range(4)]);"
        "print(post(body='').status_code, post(email='ada@').status_code)",
        AKISMET_API_KEY=akismet.key,
        AKISMET_API_URL=akismet.url,
    )
    assert done.stdout.split("\n")[0] == "[302, 302, 302, 302]", done.stderr
    assert done.stdout.split("\n")[1] == "422 422"
    assert "gave no verdict on check" in done.stderr
    for secret in (*NEVER, akismet.key):
        assert secret not in done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fault", ["status", "html", "invalid", "reset", "not_http", "error_header", "gone"]
)
def test_the_key_is_in_no_log_however_the_checker_fails(
    akismet: AkismetStandIn, say: Say, lines: Lines, fault: str
) -> None:
    if fault == "gone":
        akismet.stop()
    else:
        akismet.behave(fault, headers={"X-akismet-debug-help": f"Your key {akismet.key} is bad"})
    say(TEXT, name="Ada Lovelace", email="ada@example.com", address=READER)
    watch_key()
    assert "gave no verdict" in texts(lines())
    for secret in (*NEVER, akismet.key):
        assert secret not in texts(lines())


@pytest.mark.django_db
@pytest.mark.urls("tests.operations.urls")
def test_a_page_that_breaks_tells_neither_key_nor_people(
    settings: Settings, failing: Client, lines: Lines
) -> None:
    settings.AKISMET_API_KEY = "abc/123+def=456"
    assert failing.get("/breaks/").status_code == 500
    told = texts(lines())
    assert "[key] [e-mail] [address]" in told
    for secret in ("abc/123", "abc%2F123", "ada@example.com", "10.20.30.40", TEXT):
        assert secret not in told


@pytest.mark.parametrize("library", ["httpx", "somebody.else", "comments.spam.judge"])
def test_whoever_logs_it_is_clean(settings: Settings, lines: Lines, library: str) -> None:
    settings.AKISMET_API_KEY = "abc/123+def=456"
    logger = logging.getLogger(library)
    logger.warning("POST ?key=%s&again=%s", "abc/123+def=456", "abc%2F123%2Bdef%3D456")
    logger.warning("From %s, <ada.lovelace+tag@mail.example.co.uk>", "2001:db8::7:1")
    first, second = [line["message"] for line in lines()]
    assert first == "POST ?key=[key]&again=[key]"
    assert second == "From [address], <[e-mail]>"


@given(st.emails() | st.sampled_from(['"a b"@example.org', "ann@localhost", "ünï@bücher.example"]))
def test_any_mail_address_is_taken_out(address: str) -> None:
    found = scrub(f"Mail from {address} came")
    assert address not in found
    assert address.rpartition("@")[2] not in found.split()


@given(st.ip_addresses())
def test_any_ip_address_is_taken_out(address: Any) -> None:
    for written in {str(address), address.exploded}:
        assert scrub(f"From {written}: refused") == "From [address]: refused"
        assert written not in scrub(f"http://[{written}]:8000/x")


@pytest.mark.parametrize(
    "text",
    [
        "12:30:45 INFO django.request: Not Found: /articles/2026-11-23/",
        "Akismet gave no verdict on check 1234567: too_many_requests",
        'File "fitsite/health.py", line 12, in readyz',
        "tests/test_x.py::test_y[1]",
        "psycopg 3.3.9, Django 5.2.19",
    ],
)
def test_what_is_no_address_is_left_alone(text: str, settings: Settings) -> None:
    settings.AKISMET_API_KEY = ""
    assert scrub(text) == text


@pytest.mark.django_db
def test_a_refused_comment_is_no_warning(post: Callable[..., Any], lines: Lines) -> None:
    same = {"name": "Ada", "email": "ada@example.com", "body": "The same words twice"}
    answers = [post(**same), post(**same), post(body="")]
    assert [answer.status_code for answer in answers] == [302, 409, 422]
    refusals = [line for line in lines() if line["logger"] == "django.request"]
    assert [line["level"] for line in refusals] == ["INFO", "INFO"]


@pytest.fixture
def post(article: Any, typed: Callable[..., dict[str, str]], client: Client) -> Callable[..., Any]:
    """Send the form under an article."""

    def send(**given: str) -> Any:
        return client.post(f"/articles/{article.slug}/comments/", typed(**given))

    return send


@pytest.mark.django_db
@pytest.mark.urls("tests.operations.urls")
@pytest.mark.parametrize(
    ("address", "level"),
    [("/nothing-here/", "INFO"), ("/forbids/", "WARNING"), ("/breaks/", "ERROR")],
)
def test_what_went_wrong_is_as_loud_as_it_should_be(
    failing: Client, lines: Lines, address: str, level: str
) -> None:
    failing.get(address)
    [line] = [line for line in lines() if line["logger"] == "django.request"]
    assert line["level"] == level


def test_what_a_stranger_can_cause_is_no_error(in_production: InProduction) -> None:
    done = in_production(
        "client.get('/', headers={'host': 'evil.example'});"
        "client.get('/media/../../x');"
        "client.post('/comments/mail/', {'email': 'x' * 2_000_000})"
    )
    found = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["logger"] for line in found] == [
        "django.security.DisallowedHost",
        "django.security.SuspiciousFileOperation",
        "django.security.RequestDataTooBig",
    ]
    assert {line["level"] for line in found} == {"WARNING"}
    assert not [line for line in found if "exception" in line]
