"""What the documents say of the settings is what the code reads."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.project.conftest import ROOT, ReadSettings

EXAMPLE = ROOT / ".env.example"
# This one names the file itself, so it cannot stand in it.
POINTS_AT_THE_FILE = {"ENV_FILE"}


def names_in_example() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE))


def names_read() -> set[str]:
    """First arguments of calls in settings.py that look like a variable's name."""
    tree = ast.parse((ROOT / "fitsite/settings.py").read_text())
    readers = {
        n.name
        for n in ast.walk(ast.parse((ROOT / "fitsite/env.py").read_text()))
        if isinstance(n, ast.FunctionDef)
    }
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in readers | {"get", "getenv"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_the_example_names_exactly_what_is_read() -> None:
    assert names_in_example() == names_read() - POINTS_AT_THE_FILE


def test_copying_the_example_changes_nothing(read_settings: ReadSettings) -> None:
    assert read_settings(ENV_FILE=str(EXAMPLE)) == read_settings()


def test_every_variable_is_explained() -> None:
    explained = set(re.findall(r"`([A-Z][A-Z_]+)`", _configuration().read_text()))
    assert names_in_example() | POINTS_AT_THE_FILE <= explained


def test_nothing_is_explained_that_is_not_read() -> None:
    titles = re.findall(
        r"^(?:#+ |\| *)`([A-Z][A-Z_]+)`", _configuration().read_text(), re.MULTILINE
    )
    assert set(titles) <= names_in_example() | POINTS_AT_THE_FILE


def _configuration() -> Path:
    return ROOT / "docs" / "configuration.md"
