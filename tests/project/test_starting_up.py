"""What the environment makes of the site: it starts well, or it says in a sentence why not."""

from __future__ import annotations

import subprocess

import pytest

from tests.project.conftest import ReadSettings, Run

KEY = {"AKISMET_API_KEY": "0123456789ab"}


def refusal(refused: subprocess.CompletedProcess[str]) -> str:
    """The sentence in which the site refuses to start."""
    assert refused.returncode != 0
    error, _, sentence = refused.stderr.strip().splitlines()[-1].partition(": ")
    assert error == "django.core.exceptions.ImproperlyConfigured"
    return sentence


@pytest.mark.parametrize(
    ("missing", "left"),
    [
        ("SECRET_KEY", ""),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", " , "),
        ("SITE_URL", ""),
        ("SITE_URL", " "),
    ],
)
def test_production_does_not_start_without(
    missing: str, left: str, production: dict[str, str], manage: Run
) -> None:
    assert f"{missing} is not set" in refusal(manage("check", **production | {missing: left}))


def test_the_documented_production_setup_passes_the_deployment_check(
    production: dict[str, str], manage: Run
) -> None:
    assert manage("migrate", "--verbosity=0", **production).returncode == 0
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **production)
    assert checked.stderr == ""
    assert checked.stdout == "System check identified no issues (0 silenced).\n"


def test_plain_http_in_production_is_warned_about(production: dict[str, str], manage: Run) -> None:
    checked = manage("check", "--deploy", **production | {"SITE_URL": "http://www.example.org"})
    assert "fitsite.W001" in checked.stderr
    assert "set SITE_URL=https://" in checked.stderr


@pytest.mark.parametrize(
    ("name", "nonsense"),
    [
        ("DEBUG", "maybe"),
        ("ENCRYPTION_KEYS", "short"),
        ("ENCRYPTION_KEYS", f"{'k' * 32},short"),
        ("SITE_URL", "example.org"),
        ("SITE_URL", "ftp://example.org"),
        ("SITE_URL", "http://[bad"),
        ("TIME_ZONE", "Mars/Phobos"),
        ("MAIL_FROM", "The editors"),
        ("MAIL_FROM", "one@example.org,two@example.org"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "ducks://host/name"),
        ("CACHE_URL", "ducks://host"),
        ("EMAIL_URL", "ducks://host"),
        ("TRUSTED_PROXIES", "10.0.0.0/99"),
        ("TRUSTED_PROXIES", "proxy.example.org"),
        ("AKISMET_API_URL", "http://rest.akismet.com"),
        ("AKISMET_API_URL", "http://localhost.example.org"),
        ("AKISMET_API_URL", "rest.akismet.com"),
        ("AKISMET_TEST_MODE", "2"),
        ("AKISMET_DISCARD", "perhaps"),
        ("COMMENT_CHECKER", "none"),
        ("COMMENT_CHECKER", "akismet"),
    ],
)
def test_nonsense_is_refused_in_a_sentence_that_names_it(
    name: str, nonsense: str, manage: Run
) -> None:
    sentence = refusal(manage("check", **{name: nonsense}))
    assert name in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    "address", ["http://localhost:8901", "http://127.0.0.1:8901", "http://[::1]:8901/"]
)
def test_akismet_may_be_asked_without_encryption_on_this_machine(
    address: str, read_settings: ReadSettings
) -> None:
    assert read_settings(AKISMET_API_URL=address)["AKISMET_API_URL"] == address.rstrip("/")


@pytest.mark.parametrize(
    ("environment", "checker"),
    [
        ({}, "hold"),
        (KEY, "akismet"),
        (KEY | {"COMMENT_CHECKER": "hold"}, "hold"),
        (KEY | {"COMMENT_CHECKER": " "}, "akismet"),
    ],
)
def test_comments_are_checked_when_there_is_a_key(
    environment: dict[str, str], checker: str, read_settings: ReadSettings
) -> None:
    assert read_settings(**environment)["COMMENT_CHECKER"] == checker


def test_nothing_in_the_environment_is_a_site_to_develop_on(read_settings: ReadSettings) -> None:
    found = read_settings()
    assert found["DEBUG"] is True
    assert len(found["SECRET_KEY"]) >= 50
    assert found["SITE_URL"] == "http://127.0.0.1:8000"
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["AKISMET_API_URL"] == "https://rest.akismet.com"
    assert found["TRUSTED_PROXIES"] == []
    assert found["DATABASES"]["default"]["ATOMIC_REQUESTS"] is False


def test_trusted_proxies_are_addresses_and_networks(read_settings: ReadSettings) -> None:
    found = read_settings(TRUSTED_PROXIES=" 10.0.0.0/8, 192.0.2.1 ,,2001:db8::/32 ")
    assert found["TRUSTED_PROXIES"] == ["10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32"]
    # Only a proxy of ours may say that the reader came by HTTPS.
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert "SECURE_PROXY_SSL_HEADER" not in read_settings()


def test_two_sites_on_one_host_do_not_share_cookies(read_settings: ReadSettings) -> None:
    one, other = (read_settings(SECRET_KEY=secret) for secret in ("first", "second"))
    assert one["SESSION_COOKIE_NAME"] != other["SESSION_COOKIE_NAME"]
    assert one["CSRF_COOKIE_NAME"] != other["CSRF_COOKIE_NAME"]
    assert read_settings(SECRET_KEY="first")["SESSION_COOKIE_NAME"] == one["SESSION_COOKIE_NAME"]


def test_postgresql_and_redis_need_the_environment_alone(read_settings: ReadSettings) -> None:
    found = read_settings(
        DATABASE_URL="postgres://ann:pw@db.example.org:5433/site", CACHE_URL="redis://127.0.0.1/3"
    )
    database = found["DATABASES"]["default"]
    assert database["ENGINE"] == "fitsite.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example.org",
        5433,
        "site",
    )
    assert "init_command" not in database.get("OPTIONS", {})
    assert "Redis" in found["CACHES"]["default"]["BACKEND"]


def test_pages_are_kept_in_production_and_not_where_they_are_written(
    read_settings: ReadSettings, production: dict[str, str]
) -> None:
    assert read_settings(**production)["PAGE_CACHE_MB"] > 0
    assert read_settings()["PAGE_CACHE_MB"] == 0
    assert read_settings(PAGE_CACHE_MB="8")["PAGE_CACHE_MB"] == 8


def test_a_cache_that_hangs_holds_nobody_up(read_settings: ReadSettings) -> None:
    caches = read_settings(CACHE_URL="redis://127.0.0.1:6379/0")["CACHES"]
    assert caches["default"]["OPTIONS"]["socket_timeout"] <= 1
    assert caches["default"]["OPTIONS"]["socket_connect_timeout"] <= 1
