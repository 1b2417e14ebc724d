"""What a backup asks of a database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from fitsite.serving.speech import Refusal

# What migrating fills, and what a site without content writes of itself. An empty index of words
# (FTS5) has rows of its own.
NOT_CONTENT = frozenset(
    {
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "comments_checkerstate",
        "comments_words_config",
        "comments_words_data",
        "django_content_type",
        "django_migrations",
        "worker_heartbeat",
    }
)


@dataclass(frozen=True)
class Contents:
    """What is in a database: rows per table, and migrations as `app.name`."""

    rows: dict[str, int]
    migrations: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has put anything into it."""
        return not any(number for table, number in self.rows.items() if table not in NOT_CONTENT)


class NothingChanged(Refusal):
    """The database could not be replaced, and is as it was."""


class Database(Protocol):
    """A database of a site. Everything raises Refusal where it cannot go on."""

    # The word for it in a manifest, for people, and in the name of its part of the archive.
    engine: str
    title: str
    part: str

    def copy_to(self, copy: Path) -> Contents:
        """Write the state of one instant to a file, while others write; returns what is in it."""

    def refuse_if_in_use(self) -> None:
        """Refuse when anybody else has it open."""

    def is_empty(self) -> bool:
        """Whether there is nothing in it that a restore could cover up."""

    def stage(self, copy: Path, expected: Contents) -> None:
        """Do all with a copy that can be done without touching the database.

        Refuses a copy that does not hold what was expected. The copy may be changed.
        """

    def replace(self, copy: Path, stamp: str, expected: Contents) -> str:
        """Put a staged copy in place; returns where what stood there before is kept, or "".

        Raises NothingChanged where it can tell.
        """

    def beside(self) -> Path | None:
        """The folder in which copies should be staged, if it matters."""
