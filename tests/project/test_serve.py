"""bin/serve as a stranger runs it: in a copy of the clone in which nothing has been made yet."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
NOT_IN_A_CLONE = shutil.ignore_patterns(
    ".git", ".venv", "var", ".env", "__pycache__", ".*_cache", ".hypothesis"
)
COMMENT = {"name": "Ada", "email": "ada@example.com", "website": "", "parent": "", "seconds": "30"}


@dataclass
class Site:
    """A running bin/serve, seen from outside."""

    process: subprocess.Popen[str]
    port: int
    said: str

    def __post_init__(self) -> None:
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()))

    def page(self, path: str, **form: str) -> str:
        """The page at a path, or the one that comes after posting a form."""
        url = f"http://127.0.0.1:{self.port}{path}"
        with self.browser.open(url, urlencode(form).encode() if form else None) as response:
            text: str = response.read().decode()
            return text

    def articles(self) -> list[str]:
        """The addresses of the articles on the home page."""
        return re.findall(r'href="(/articles/[^/"]+/)"', self.page("/"))

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """The exit status after a signal."""
        self.process.send_signal(number)
        return self.process.wait(timeout=60)

    def is_listening(self) -> bool:
        """Whether anything answers at the port."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    """The environment of somebody who has set nothing of the site."""
    settings = re.findall(r"(?m)^(\w+)=", (REPOSITORY / ".env.example").read_text())
    ours = {*settings, "ENV_FILE", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in ours} | more


@contextmanager
def running(clone: Path, *options: str, **variables: str) -> Iterator[Site]:
    """Run bin/serve until it says how to stop it, and then the block."""
    port = free_port()
    with subprocess.Popen(
        [clone / "bin/serve", "--port", str(port), *options],
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if line.startswith("Ctrl-C"):
                break
        try:
            assert process.poll() is None, said
            yield Site(process, port, said)
        finally:
            process.terminate()
            process.communicate(timeout=60)


def ended_at_once(*options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A bin/serve that makes nothing, and so may run in this very clone."""
    command = [str(REPOSITORY / "bin/serve"), *options]
    return subprocess.run(
        command, env=environment(**variables), capture_output=True, text=True, check=False
    )


def refusal(*options: str, **variables: str) -> str:
    """The one sentence that bin/serve refuses with."""
    ended = ended_at_once(*options, **variables)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert len(ended.stderr.splitlines()) == 1
    return ended.stderr


def processes_of(clone: Path) -> dict[int, str]:
    """What runs out of a clone: process ids and command lines."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # It may have ended since.
            command = (entry / "cmdline").read_text().replace("\0", " ")
            if str(clone) in command:
                found[int(entry.name)] = command
    return found


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh copy, in a folder whose name has a space."""
    return shutil.copytree(
        REPOSITORY, tmp_path_factory.mktemp("serve") / "a clone", ignore=NOT_IN_A_CLONE
    )


@pytest.fixture(scope="module")
def first_start(clone: Path) -> str:
    """What the very first start says; everything is made after that."""
    with running(clone) as site:
        return site.said


@pytest.mark.slow
def test_the_first_start_makes_all_that_is_missing(clone: Path, first_start: str) -> None:
    assert "Installing requirements.txt" in first_start
    assert "Demo sign-ins" in first_start
    for name in ("secret_key", "demo_sign_ins.txt"):
        assert (clone / "var" / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_the_second_start_installs_nothing_and_keeps_the_sign_ins(
    clone: Path, first_start: str
) -> None:
    with running(clone) as site:
        assert "Installing" not in site.said
        assert (clone / "var/demo_sign_ins.txt").read_text().split()[1] in first_start
        assert (clone / "var/demo_sign_ins.txt").read_text().split()[1] in site.said


@pytest.mark.slow
def test_changed_requirements_are_installed_once(clone: Path, first_start: str) -> None:
    requirements = clone / "requirements.txt"
    requirements.write_text(requirements.read_text() + "# Changed.\n")
    with running(clone) as site:
        assert "Installing requirements.txt" in site.said
    with running(clone) as site:
        assert "Installing" not in site.said


@pytest.mark.slow
@pytest.mark.usefixtures("first_start")
def test_pages_say_where_they_are_and_have_their_styles(clone: Path) -> None:
    with running(clone) as site:
        assert f"http://127.0.0.1:{site.port}/" in site.said
        page = site.page(site.articles()[0])
        assert f'href="http://127.0.0.1:{site.port}/articles/' in page
        for path in re.findall(r'href="(/static/[^"]+\.css)"', page):
            assert site.page(path)


@pytest.mark.slow
@pytest.mark.usefixtures("first_start")
def test_the_sign_ins_that_it_prints_open_the_admin(clone: Path) -> None:
    with running(clone) as site:
        name, password = re.findall(r"(?m)^  (admin) (\S+)$", site.said)[0]
        form = site.page("/admin/login/")
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[0]
        page = site.page(
            "/admin/login/",
            csrfmiddlewaretoken=token,
            login=name,
            password=password,
            next="/admin/",
        )
        assert "/admin/logout/" in page


@pytest.mark.slow
@pytest.mark.usefixtures("first_start")
def test_practice_publishes_ham_and_keeps_spam(clone: Path) -> None:
    with running(clone, "--practice") as site:
        assert "akismet-guaranteed-spam" in site.said
        article = site.articles()[0]
        ham, spam = "My own words, which are kind", "Other words, which are for sale"
        site.page(f"{article}comments/", **COMMENT | {"body": ham})
        site.page(
            f"{article}comments/", **COMMENT | {"body": spam, "name": "akismet-guaranteed-spam"}
        )
        page = site.page(f"{article}?order=newest")
        assert ham in page
        assert spam not in page


@pytest.mark.slow
@pytest.mark.usefixtures("first_start")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything_cleanly(clone: Path, number: signal.Signals) -> None:
    with running(clone, "--practice") as site:
        assert len(processes_of(clone)) > 3
        assert site.stop(number) == 0
        assert not site.is_listening()
        assert not processes_of(clone)


@pytest.mark.slow
@pytest.mark.usefixtures("first_start")
@pytest.mark.parametrize("command", ["-m gunicorn", "manage.py work"])
def test_when_one_process_dies_the_rest_is_stopped(clone: Path, command: str) -> None:
    with running(clone) as site:
        of_this = [pid for pid, line in processes_of(clone).items() if command in line]
        os.kill(min(of_this), signal.SIGKILL)
        assert site.process.wait(timeout=60) == 1
        assert "ended by itself" in site.process.communicate()[0]
        assert not processes_of(clone)


@pytest.mark.slow
@pytest.mark.usefixtures("first_start")
def test_an_empty_database_stays_empty_without_the_demo(clone: Path, tmp_path: Path) -> None:
    with running(clone, "--no-demo", DATABASE_URL=f"sqlite:///{tmp_path / 'db'}") as site:
        assert "createsuperuser" in site.said
        assert "sign-ins" not in site.said
        assert not site.articles()


@pytest.mark.slow
@pytest.mark.usefixtures("first_start")
def test_what_the_owner_has_set_wins(clone: Path) -> None:
    dotenv = clone / ".env"
    dotenv.write_text("SITE_NAME=Ours\nSITE_URL=http://ours.example\nSECRET_KEY=\n")
    try:
        with running(clone, ALLOWED_HOSTS="127.0.0.1") as site:
            assert "http://ours.example" in site.said
            assert "Ours</title>" in site.page("/")
    finally:
        dotenv.unlink()


def test_a_taken_port_is_refused() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert refusal("--port", str(port)) == (
            f"Port {port} is taken; choose another with --port.\n"
        )


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--bogus"], "--bogus"),
        (["--port", "eighty"], "'eighty'"),
        (["--port", "70000"], "'70000'"),
        (["--host", "192.0.2.1"], "192.0.2.1"),
    ],
)
def test_a_bad_option_is_refused(options: list[str], names: str) -> None:
    assert names in refusal(*options)


def test_without_a_suitable_python_it_says_what_to_install() -> None:
    assert "Python 3.11 or newer is needed" in refusal(PYTHON="no-such-python")


def test_help_names_every_option() -> None:
    ended = ended_at_once("--help")
    assert ended.returncode == 0
    for option in ("--port", "--host", "--no-demo", "--practice"):
        assert option in ended.stdout
