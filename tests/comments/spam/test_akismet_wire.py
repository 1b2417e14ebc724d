"""What goes to Akismet and what is made of its answers, over real HTTP."""

import logging
from collections.abc import Callable

import pytest
from django.db import transaction
from pytest_django import Settings

from comments.spam.akismet import (
    DECLARED_FIELDS,
    Fields,
    KeyAnswer,
    NoAnswer,
    Usage,
    check_comment,
    configuration,
    submit_ham,
    submit_spam,
    usage_limit,
    verify_key,
)
from fitsite import __version__
from tests.standin import AkismetStandIn

# Far more than any of these takes: what a deadline does is tested in test_akismet_outage.py.
DEADLINE = 10.0

COMMENT: Fields = {
    "blog": "https://blog.example/",
    "user_ip": "192.0.2.7",
    "user_agent": "Mozilla/5.0",
    "referrer": "https://search.example/?q=bread",
    "permalink": "https://blog.example/2026/bread/",
    "comment_type": "reply",
    "comment_author": "Ada",
    "comment_author_email": "ada@example.org",
    "comment_author_url": "https://ada.example/",
    "comment_content": "I add a pinch of salt & it rises better.",
    "comment_date_gmt": "2026-11-20T10:00:00+00:00",
    "comment_post_modified_gmt": "2026-11-19T08:30:00+00:00",
    "comment_context[]": ["bread", "sourdough", "Kitchen"],
    "comment_parent": "41",
    "blog_lang": "en",
    "blog_charset": "UTF-8",
    "user_role": "editor",
    "honeypot_field_name": "website",
    "website": "",
}


def test_a_check_sends_exactly_the_fields_it_was_given_and_the_key(
    akismet: AkismetStandIn,
) -> None:
    check_comment(COMMENT, deadline=DEADLINE)
    [request] = akismet.requests
    assert (request.method, request.path) == ("POST", "/1.1/comment-check")
    assert sorted(request.form) == sorted(
        [
            ("api_key", akismet.key),
            ("blog", "https://blog.example/"),
            ("user_ip", "192.0.2.7"),
            ("user_agent", "Mozilla/5.0"),
            ("referrer", "https://search.example/?q=bread"),
            ("permalink", "https://blog.example/2026/bread/"),
            ("comment_type", "reply"),
            ("comment_author", "Ada"),
            ("comment_author_email", "ada@example.org"),
            ("comment_author_url", "https://ada.example/"),
            ("comment_content", "I add a pinch of salt & it rises better."),
            ("comment_date_gmt", "2026-11-20T10:00:00+00:00"),
            ("comment_post_modified_gmt", "2026-11-19T08:30:00+00:00"),
            ("comment_context[]", "bread"),
            ("comment_context[]", "sourdough"),
            ("comment_context[]", "Kitchen"),
            ("comment_parent", "41"),
            ("blog_lang", "en"),
            ("blog_charset", "UTF-8"),
            ("user_role", "editor"),
            ("honeypot_field_name", "website"),
            ("website", ""),
        ]
    )


def test_the_context_keeps_its_order(akismet: AkismetStandIn) -> None:
    check_comment(COMMENT, deadline=DEADLINE)
    [request] = akismet.requests
    context = [value for name, value in request.form if name == "comment_context[]"]
    assert context == ["bread", "sourdough", "Kitchen"]


def test_a_request_has_these_headers_and_no_others(akismet: AkismetStandIn) -> None:
    check_comment(COMMENT, deadline=DEADLINE)
    [request] = akismet.requests
    headers = {name.lower(): value for name, value in request.headers}
    assert int(headers.pop("content-length")) > 0
    assert headers == {
        "host": f"127.0.0.1:{akismet.port}",
        "user-agent": f"fitsite/{__version__} | python-akismet/25.10.1",
        "accept-encoding": "identity",
        "content-type": "application/x-www-form-urlencoded",
    }


def test_a_cookie_from_akismet_is_not_sent_back(akismet: AkismetStandIn) -> None:
    akismet.behave("well", headers={"Set-Cookie": "who=ada; Path=/"})
    check_comment(COMMENT, deadline=DEADLINE)
    check_comment(COMMENT, deadline=DEADLINE)
    assert [request.header("Cookie") for request in akismet.requests] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "naïve façade, Ünïcödé",
        "日本語 العربية עברית",
        "👩‍👩‍👧 🏳️‍🌈 🧑🏽‍🍳",
        "line one\r\nline two\n\ttabbed",
        "a=b&c=d;e+f%20g #?[]",
        "\ufeffmark first, \u200bzero width, \u202eturned round",
    ],
)
def test_text_of_any_script_arrives_as_it_was_written(akismet: AkismetStandIn, text: str) -> None:
    check_comment({**COMMENT, "comment_content": text, "comment_author": text}, deadline=DEADLINE)
    [request] = akismet.requests
    assert (request.field("comment_content"), request.field("comment_author")) == (text, text)


@pytest.mark.parametrize(
    "name", ["cookie", "csrfmiddlewaretoken", "password", "api_key", "key", ""]
)
def test_a_field_that_is_not_declared_never_leaves(akismet: AkismetStandIn, name: str) -> None:
    with pytest.raises(ValueError, match="Not declared"):
        check_comment({**COMMENT, name: "secret"}, deadline=DEADLINE)
    assert akismet.requests == []


def test_the_trap_field_cannot_stand_in_for_the_key(akismet: AkismetStandIn) -> None:
    trapped = {**COMMENT, "honeypot_field_name": "api_key", "api_key": "another"}
    del trapped["website"]
    with pytest.raises(ValueError, match="Not declared to Akismet: api_key"):
        check_comment(trapped, deadline=DEADLINE)


@pytest.mark.parametrize("name", ["blog", "user_ip"])
def test_a_check_without_a_required_field_is_a_mistake(akismet: AkismetStandIn, name: str) -> None:
    with pytest.raises(ValueError, match=f"needs: {name}"):
        check_comment({k: v for k, v in COMMENT.items() if k != name}, deadline=DEADLINE)


def test_only_the_context_may_be_repeated(akismet: AkismetStandIn) -> None:
    with pytest.raises(ValueError, match="single text: comment_author"):
        check_comment({**COMMENT, "comment_author": ["Ada", "Bob"]}, deadline=DEADLINE)


def test_neither_key_is_a_declared_field() -> None:
    assert not {"api_key", "key"} & DECLARED_FIELDS


def test_test_mode_marks_checks_and_reports(akismet: AkismetStandIn, settings: Settings) -> None:
    settings.AKISMET_TEST_MODE = True
    check_comment(COMMENT, deadline=DEADLINE)
    submit_spam(COMMENT, deadline=DEADLINE)
    assert [request.field("is_test") for request in akismet.requests] == ["1", "1"]


def test_a_given_test_mark_wins_over_test_mode(akismet: AkismetStandIn, settings: Settings) -> None:
    settings.AKISMET_TEST_MODE = True
    check_comment({**COMMENT, "is_test": "0"}, deadline=DEADLINE)
    [request] = akismet.requests
    assert [value for name, value in request.form if name == "is_test"] == ["0"]


def test_ham_is_answered_with_the_name_of_the_check(akismet: AkismetStandIn) -> None:
    answer = check_comment(COMMENT, deadline=DEADLINE)
    assert (answer.verdict, answer.discard, answer.recheck_after) == ("ham", False, None)
    assert len(answer.guid) == 32
    assert answer.headers == {"guid": answer.guid}


@pytest.mark.parametrize(
    "field",
    [
        {"comment_author": "akismet-guaranteed-spam"},
        {"comment_author_email": "akismet-guaranteed-spam@example.com"},
        {"comment_content": "Win at our casino"},
    ],
)
def test_spam_is_answered_without_discard(akismet: AkismetStandIn, field: dict[str, str]) -> None:
    answer = check_comment({**COMMENT, **field}, deadline=DEADLINE)
    assert (answer.verdict, answer.discard) == ("spam", False)


def test_blatant_spam_may_be_discarded(akismet: AkismetStandIn) -> None:
    akismet.behave("discard")
    answer = check_comment(COMMENT, deadline=DEADLINE)
    assert (answer.verdict, answer.discard) == ("spam", True)


def test_ham_is_never_discarded(akismet: AkismetStandIn) -> None:
    akismet.behave("well", headers={"X-akismet-pro-tip": "discard"})
    assert not check_comment(COMMENT, deadline=DEADLINE).discard


def test_a_verdict_without_a_guid_is_still_a_verdict(akismet: AkismetStandIn) -> None:
    akismet.behave("without_guid")
    answer = check_comment(COMMENT, deadline=DEADLINE)
    assert (answer.verdict, answer.guid) == ("ham", "")


@pytest.mark.parametrize("body", ["true\n", "true\r\n"])
def test_a_newline_after_the_verdict_is_tolerated(akismet: AkismetStandIn, body: str) -> None:
    akismet.behave("body", body=body)
    assert check_comment(COMMENT, deadline=DEADLINE).verdict == "spam"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("1", 1), ("0", None), ("soon", 120), ("-5", 120), ("99999999999", 86_400)],
)
def test_ham_that_akismet_still_looks_at_says_when_to_ask_again(
    akismet: AkismetStandIn, header: str, seconds: int | None
) -> None:
    akismet.behave("recheck", recheck_after=header)
    assert check_comment(COMMENT, deadline=DEADLINE).recheck_after == seconds


def test_spam_is_not_asked_about_again(akismet: AkismetStandIn) -> None:
    akismet.behave("recheck")
    spam = {**COMMENT, "comment_content": "viagra"}
    assert check_comment(spam, deadline=DEADLINE).recheck_after is None


def test_alerts_come_with_the_verdict_and_do_not_stop_it(akismet: AkismetStandIn) -> None:
    akismet.behave("alert")
    answer = check_comment(COMMENT, deadline=DEADLINE)
    assert answer.verdict == "ham"
    assert answer.headers["alert-code"] == "10504"
    assert answer.headers["alert-msg"] == "Your plan is used up."


def test_headers_are_kept_short_few_printable_and_free_of_the_key(akismet: AkismetStandIn) -> None:
    many = {f"X-akismet-extra-{number}": "x" * 2000 for number in range(40)}
    akismet.behave("well", headers={"X-akismet-debug-help": f"key\t{akismet.key}\x85!", **many})
    headers = check_comment(COMMENT, deadline=DEADLINE).headers
    assert len(headers) == 32
    assert max(len(value) for value in headers.values()) == 1000
    assert headers["debug-help"] == "key [key] !"


@pytest.mark.parametrize(
    ("submit", "path"), [(submit_spam, "/1.1/submit-spam"), (submit_ham, "/1.1/submit-ham")]
)
def test_a_report_repeats_the_check_and_says_who_reports(
    akismet: AkismetStandIn, submit: Callable[..., None], path: str
) -> None:
    check_comment(COMMENT, deadline=DEADLINE)
    submit({**COMMENT, "reporter": "editor", "comment_check_response": "false"}, deadline=DEADLINE)
    check, report = akismet.requests
    assert (report.method, report.path) == ("POST", path)
    added = [("reporter", "editor"), ("comment_check_response", "false")]
    assert sorted(report.form) == sorted([*check.form, *added])


def test_a_report_is_confirmed_by_its_thanks_only(akismet: AkismetStandIn) -> None:
    akismet.behave("body", body="Thanks!")
    with pytest.raises(NoAnswer) as caught:
        submit_spam(COMMENT, deadline=DEADLINE)
    assert caught.value.reason == "protocol"


def test_a_good_key_is_valid(akismet: AkismetStandIn, settings: Settings) -> None:
    settings.SITE_URL = "https://blog.example"
    assert verify_key(deadline=DEADLINE) == KeyAnswer(valid=True, debug_help="")
    [request] = akismet.requests
    assert request.path == "/1.1/verify-key"
    assert sorted(request.form) == [("blog", "https://blog.example"), ("key", akismet.key)]


def test_a_wrong_key_is_invalid_and_akismet_says_why(
    akismet: AkismetStandIn, settings: Settings
) -> None:
    settings.AKISMET_API_KEY = "anotherkey"
    answer = verify_key(deadline=DEADLINE)
    assert answer == KeyAnswer(False, "We were unable to recognize the API key.")


def test_usage_is_asked_for_with_the_key_alone(akismet: AkismetStandIn) -> None:
    check_comment(COMMENT, deadline=DEADLINE)
    usage = usage_limit(deadline=DEADLINE)
    assert usage == Usage(limit=None, usage=1, percentage=0.0, throttled=False)
    request = akismet.requests[-1]
    assert (request.method, request.path) == ("GET", "/1.2/usage-limit")
    assert request.form == [("api_key", akismet.key)]


def test_a_limited_key_tells_its_limit(akismet: AkismetStandIn) -> None:
    document = '{"limit": 350000, "usage": 7463, "percentage": "2.13", "throttled": true}'
    akismet.behave("body", body=document)
    assert usage_limit(deadline=DEADLINE) == Usage(350_000, 7463, 2.13, throttled=True)


@pytest.mark.parametrize("body", ["[]", "{}", "null", "true", "[" * 60_000, '{"limit": "lots"}'])
def test_usage_in_an_unknown_form_is_no_answer(akismet: AkismetStandIn, body: str) -> None:
    akismet.behave("body", body=body)
    with pytest.raises(NoAnswer) as caught:
        usage_limit(deadline=DEADLINE)
    assert caught.value.reason == "protocol"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9", "http://[::1]:9", "http://localhost", "https://a.example/"]
)
def test_these_addresses_may_be_asked(settings: Settings, address: str) -> None:
    settings.AKISMET_API_KEY, settings.AKISMET_API_URL = "somekey", address
    assert configuration().api_url == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "http://rest.akismet.com",
        "http://127.0.0.1.example",
        "http://10.0.0.1",
        "http://127.0.0.1@rest.akismet.com",
        "ftp://127.0.0.1",
        "rest.akismet.com",
        "https://me:secret@rest.akismet.com",
        "https://rest.akismet.com?x=1",
    ],
)
def test_these_addresses_are_never_asked(settings: Settings, address: str) -> None:
    settings.AKISMET_API_KEY, settings.AKISMET_API_URL = "somekey", address
    with pytest.raises(ValueError, match="AKISMET_API_URL"):
        configuration()
    with pytest.raises(NoAnswer) as caught:
        check_comment(COMMENT, deadline=DEADLINE)
    assert caught.value.reason == "misconfigured"
    assert address not in caught.value.detail


@pytest.mark.parametrize("key", ["", "two words", "line\nbreak", "schlüssel"])
def test_a_key_that_cannot_be_one_is_refused(settings: Settings, key: str) -> None:
    settings.AKISMET_API_KEY = key
    with pytest.raises(ValueError, match="AKISMET_API_KEY"):
        configuration()


def test_the_key_is_in_no_repr_and_no_log(
    akismet: AkismetStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    check_comment(COMMENT, deadline=DEADLINE)
    verify_key(deadline=DEADLINE)
    usage_limit(deadline=DEADLINE)
    assert akismet.key not in repr(configuration())
    assert akismet.key not in caplog.text


def test_a_connection_that_akismet_closed_while_idle_is_replaced(akismet: AkismetStandIn) -> None:
    for _ in range(3):
        assert check_comment(COMMENT, deadline=DEADLINE).verdict == "ham"
        akismet.drop_connections()
    assert len(akismet.asked("comment-check")) == 3


@pytest.mark.django_db(transaction=True)
def test_asking_inside_a_transaction_is_refused(akismet: AkismetStandIn) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="transaction"):
        check_comment(COMMENT, deadline=DEADLINE)
    with transaction.atomic(), pytest.raises(RuntimeError, match="transaction"):
        verify_key(deadline=DEADLINE)
    assert akismet.requests == []
    assert check_comment(COMMENT, deadline=DEADLINE).verdict == "ham"


@pytest.mark.django_db
def test_the_transaction_that_wraps_a_test_does_not_count(akismet: AkismetStandIn) -> None:
    assert check_comment(COMMENT, deadline=DEADLINE).verdict == "ham"
    with transaction.atomic(), pytest.raises(RuntimeError, match="transaction"):
        check_comment(COMMENT, deadline=DEADLINE)
