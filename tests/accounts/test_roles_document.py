"""docs/roles.md says what the code does."""

from __future__ import annotations

from fitsite.accounts.roles import ROLES, TABLE
from tests.project.conftest import ROOT


def documented() -> dict[str, list[str]]:
    """The rows of the table, by their first cell."""
    lines = (ROOT / "docs/roles.md").read_text().splitlines()
    table = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    return {first.strip(): [cell.strip() for cell in cells] for first, *cells in table}


def test_the_table_of_roles_is_the_codes() -> None:
    told = {right.what: ["yes" if role in right.roles else "" for role in ROLES] for right in TABLE}
    assert documented() == {"": list(ROLES), "---": ["---"] * len(ROLES)} | told
