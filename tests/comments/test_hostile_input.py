"""Nothing that arrives is trusted: whatever is sent, the answer is a page and never a crash."""

from __future__ import annotations

from itertools import count
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from articles.models import Article
from comments.models import Comment
from tests.comments.conftest import FORM

pytestmark = pytest.mark.django_db

# Each is a different reader, so that no limit stands before the code under test.
numbers = count(1)
few = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def good_form(**changed: Any) -> dict[str, Any]:
    number = next(numbers)
    return {
        "name": "Mallory",
        "email": f"mallory{number}@example.org",
        "website": "",
        "body": f"Text {number}",
        "parent": "",
        "seconds": "",
        "confirm_subject": "",
    } | changed


def send(article: Article, body: bytes | str, content_type: str = FORM, **meta: Any) -> int:
    """Post to the form's address; a crash is raised here, a comment is stored or is not."""
    number, before = next(numbers), Comment.objects.count()
    meta.setdefault("REMOTE_ADDR", f"10.{number // 62_500}.{number // 250 % 250}.{number % 250}")
    raw = body.encode() if isinstance(body, str) else body
    address = f"/articles/{article.slug}/comments/"
    response = Client().generic("POST", address, raw, content_type, **meta)
    stored = Comment.objects.count() - before
    assert stored == (1 if response.status_code == 302 else 0)
    return response.status_code


@few
@given(body=st.binary(max_size=300))
@example(body=b"%00=%00&body=%FF%FE&name=%ED%A0%80&email=&&&==")
def test_any_bytes_are_answered(article: Article, body: bytes) -> None:
    assert send(article, body) == 422


@few
@given(
    field=st.sampled_from(sorted(good_form())),
    value=st.text(max_size=200) | st.binary(max_size=200),
)
@example(field="seconds", value="nan")
@example(field="seconds", value="-1e400")
@example(field="parent", value="9" * 5_000)
@example(field="parent", value="-1")
@example(field="parent", value="1.0")
@example(field="parent", value="٣")
@example(field="body", value=b"\xed\xa0\x80 half a pair \xff")
@example(field="name", value="\u202e\u200f\ufeff")
@example(field="website", value="http://[::1")
@example(field="website", value="https://[fe80::1%25eth0]/")
def test_any_value_in_any_field_is_answered(
    article: Article, field: str, value: str | bytes
) -> None:
    status = send(article, urlencode(good_form(**{field: value}), errors="replace"))
    assert status in {302, 409, 422}


# Lower-casing makes two letters of each of these.
GROWING = f"a@{'.'.join(['İ' * 60] * 4)}.com"


@pytest.mark.parametrize(
    "changed",
    [
        {"email": GROWING},
        {"body": "[" * 10_000},
        {"body": "[a](" * 2_500},
        {"body": "*a " * 3_300},
        {"body": ">" * 10_000},
        {"body": "- " * 5_000},
        {"body": "`" * 9_999},
        {"body": "\\" * 10_000},
        {"body": "&#0;&#xD800;&#x110000;&#99999999999;"},
        {"body": "<" * 10_000},
        {"body": "[x](http://a\\.b/%00%ff)"},
        {"name": "💣" * 80},
        {"confirm_subject": "x" * 20_000},
        {"unknown": "field", "csrfmiddlewaretoken": "x", "user_role": "administrator"},
    ],
    ids=lambda changed: next(f"{name}-{value[:5]}" for name, value in changed.items()),
)
def test_hostile_texts_are_answered(article: Article, changed: dict[str, str]) -> None:
    assert send(article, urlencode(good_form(**changed))) in {302, 409, 422}


@few
@given(
    text=st.text(
        st.characters(min_codepoint=0, max_codepoint=255, exclude_characters="\r\n"), max_size=600
    ),
    header=st.sampled_from(
        ["USER_AGENT", "REFERER", "X_FORWARDED_FOR", "ORIGIN", "SEC_FETCH_SITE", "COOKIE", "ACCEPT"]
    ),
)
@example(text="\0" * 5, header="USER_AGENT")
@example(text="\x85\xff", header="REFERER")
def test_any_header_is_answered(article: Article, text: str, header: str) -> None:
    status = send(article, urlencode(good_form()), **{f"HTTP_{header}": text})
    assert status in ({302, 403} if header in {"ORIGIN", "SEC_FETCH_SITE"} else {302})


@pytest.mark.parametrize(
    "address", ["", "unix:", "nobody", "fe80::1%eth0", "::ffff:10.0.0.1", "1.2.3.4, 5.6.7.8"]
)
def test_any_network_address_is_answered(article: Article, address: str) -> None:
    assert send(article, urlencode(good_form()), REMOTE_ADDR=address) == 302


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x; charset=unicode_escape",
        "multipart/form-data; boundary=x; charset=base64",
        f"{FORM}; charset=utf-16",
        f"{FORM}; charset=nonsense",
    ],
)
def test_any_content_type_is_answered(article: Article, content_type: str) -> None:
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in good_form(body="\\ud800 \\x00", name="\\udfff").items()
    ]
    assert send(article, "".join([*parts, "--x--\r\n"]), content_type) in {302, 400, 422}


def test_a_body_beyond_all_measure_is_refused(article: Article) -> None:
    assert send(article, urlencode(good_form(body="x" * 1_100_000))) == 413
    assert send(article, "&".join(f"a{number}=1" for number in range(2_000))) == 400
