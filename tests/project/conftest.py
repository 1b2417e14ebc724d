"""The site started from nothing: a process of its own, with exactly the environment given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[..., subprocess.CompletedProcess[str]]
ReadSettings = Callable[..., dict[str, Any]]


def _start(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    bare = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=bare | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def manage() -> Run:
    """Run `manage.py`; keyword arguments are the environment."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return _start(["manage.py", *arguments], environment)

    return run


@pytest.fixture
def read_settings() -> ReadSettings:
    """Read the settings as another environment makes them; what is not JSON comes as text."""
    code = (
        "import json; from fitsite import settings;"
        "print(json.dumps({n: v for n, v in vars(settings).items() if n.isupper()}, default=str))"
    )

    def read(**environment: str) -> dict[str, Any]:
        done = _start(["-c", code], environment)
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return read


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """The environment that docs/configuration.md tells a site owner to set up."""
    chapter = (ROOT / "docs/configuration.md").read_text().partition("## Production")[2]
    lines = chapter.split("```")[1].strip().splitlines()
    own = {
        "SECRET_KEY": "Vq3k8wZpR1tYxN6bJm0sHfLc9dGa7uEo2iKr5vTyBnQhWzXjMe",
        "AKISMET_API_KEY": "0123456789ab",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
    }
    return dict(line.split("=", 1) for line in lines) | own
