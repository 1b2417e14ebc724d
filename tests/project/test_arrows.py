"""Which part of the code may know which other, and who may call HTML safe."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Those that bring the apps together: the map of URLs, the settings, and the demo that fills both.
SEE_EVERYTHING = ("fitsite/urls.py", "fitsite/settings.py", "fitsite/demo/")


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "Imports are absolute, so that the arrows can be read."
            yield node.module or ""


def arrows(folder: str, forbidden: set[str], allowed: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{path} imports {name}"
        for path, tree in modules(folder)
        if not path.startswith(allowed)
        for name in imported(tree)
        if name.partition(".")[0] in forbidden
    ]


def test_articles_know_nothing_of_comments() -> None:
    assert arrows("articles", {"comments"}) == []


def test_what_both_apps_share_knows_neither_of_them() -> None:
    assert arrows("fitsite", {"articles", "comments"}, allowed=SEE_EVERYTHING) == []


def test_no_code_of_the_site_needs_its_tests() -> None:
    # Practice mode starts the stand-in by its name; an import would put tests into production.
    assert [*arrows("articles", {"tests"}), *arrows("comments", {"tests"})] == []
    assert arrows("fitsite", {"tests"}) == []


def test_articles_speak_of_comments_in_no_foreign_key_either() -> None:
    for path, tree in modules("articles"):
        strings = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
        named = [text for text in strings if isinstance(text, str) and text.startswith("comments.")]
        assert named == [], path


def test_html_is_declared_safe_in_one_module_only() -> None:
    declaring = {
        path
        for path, tree in modules("fitsite", "articles", "comments")
        for node in ast.walk(tree)
        if (isinstance(node, ast.alias) and node.name == "mark_safe")
        or (isinstance(node, ast.Call) and called(node) in {"mark_safe", "SafeString", "SafeText"})
    }
    assert declaring == {"fitsite/markup.py"}


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


@pytest.mark.parametrize(
    "loophole", ["|safe", "| safe", "autoescape off", "autoescape false", "safeseq"]
)
def test_no_template_switches_escaping_off(loophole: str) -> None:
    templates = [*ROOT.glob("templates/**/*.*"), *ROOT.glob("*/templates/**/*.*")]
    assert templates
    assert [path for path in templates if loophole in path.read_text()] == []
