"""The stand-in can be run and steered beside a site that runs by itself."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.standin import AkismetStandIn

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def standin() -> Iterator[AkismetStandIn]:
    with AkismetStandIn() as running:
        yield running


def check(url: str, key: str, timeout: float = 10, **fields: str) -> str:
    form = {"api_key": key, "blog": "https://blog.example", "user_ip": "192.0.2.7", **fields}
    sent = urlencode(form).encode()
    with urlopen(f"{url}/1.1/comment-check", sent, timeout) as response:
        return str(response.read().decode())


def control(url: str, **behaviour: Any) -> int:
    request = Request(
        f"{url}/stand-in/behave",
        json.dumps(behaviour).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(request) as response:
        return int(response.status)


def test_it_is_steered_over_http(standin: AkismetStandIn) -> None:
    assert control(standin.url, way="status", operation="comment-check", every=2) == 200
    assert check(standin.url, standin.key) == "false"
    with pytest.raises(HTTPError, match="503"):
        check(standin.url, standin.key)


def test_a_misspelt_way_is_refused(standin: AkismetStandIn) -> None:
    with pytest.raises(HTTPError, match="400"):
        control(standin.url, way="blackhole")


def test_it_tells_over_http_what_it_received(standin: AkismetStandIn) -> None:
    check(standin.url, standin.key, comment_content="Grüße 👋")
    with urlopen(f"{standin.url}/stand-in/requests") as response:
        [request] = json.load(response)
    assert request["operation"] == "comment-check"
    assert ["comment_content", "Grüße 👋"] in request["form"]


def test_it_hears_nothing_of_a_question_that_was_cut_off(standin: AkismetStandIn) -> None:
    host = urlsplit(standin.url)
    with socket.create_connection((host.hostname or "", host.port or 0)) as line:
        line.sendall(
            b"POST /1.1/comment-check HTTP/1.1\r\nHost: x\r\nContent-Length: 90\r\n\r\nblog=x"
        )
        line.shutdown(socket.SHUT_WR)
        assert line.recv(100) == b""
    assert standin.asked("comment-check") == []


def test_it_stops_while_a_request_hangs_and_starts_again(standin: AkismetStandIn) -> None:
    standin.behave("black_hole")
    with pytest.raises(TimeoutError):
        check(standin.url, standin.key, timeout=0.3)
    standin.stop()
    with pytest.raises(URLError, match="refused"):
        check(standin.url, standin.key)
    standin.behave("well")
    standin.start()
    assert check(standin.url, standin.key) == "false"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/1.2/usage-limit?api_key={key}", None),
        ("/1.2/key-sites?api_key={key}&month=2026-11", None),
        ("/1.1/get-stats", "key={key}&blog=https://blog.example&from=all"),
    ],
)
def test_it_reports_figures_as_json(standin: AkismetStandIn, path: str, form: str | None) -> None:
    check(standin.url, standin.key, comment_content="casino")
    sent = form.format(key=standin.key).encode() if form else None
    with urlopen(standin.url + path.format(key=standin.key), sent) as response:
        assert isinstance(json.load(response), dict)


def test_it_judges_by_labels_runs_by_itself_and_stops_when_told(tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text('label,text\n1,"Two\nlines"\n0,cheap pills\n', encoding="utf-8")
    command = [sys.executable, "-m", "tests.standin", "--port", "0", "--key", "mykey"]
    with subprocess.Popen(
        [*command, "--labels", str(labels)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[0]
        try:
            assert check(url, "mykey", comment_content="Two\r\nlines") == "true"
            assert check(url, "mykey", comment_content="cheap pills") == "false"
            assert check(url, "otherkey") == "invalid"
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
