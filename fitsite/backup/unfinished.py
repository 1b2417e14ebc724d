"""The mark of a restore under way: who finds it knows that the site is neither old nor new."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fitsite.backup.databases import NothingChanged
from fitsite.serving.speech import Refusal
from fitsite.serving.var import VAR

# The units in deploy/ start nothing while this is there.
MARK = VAR / "restore.unfinished"


def is_unfinished() -> bool:
    """Whether a restore was begun and has not come to its end."""
    return MARK.exists()


@contextmanager
def marked(file: Path) -> Iterator[None]:
    """Leave a mark that stays unless the block comes to its end, or changes nothing."""
    was_there = is_unfinished()
    MARK.write_text(f"{file}\n")
    try:
        yield
    except NothingChanged:
        if not was_there:
            MARK.unlink()
        raise
    MARK.unlink()


def refuse_if_unfinished() -> None:
    """Refuse while the site is half restored."""
    if is_unfinished():
        raise Refusal(
            f"A restore of {MARK.read_text().strip()} was not finished; repeat it with bin/restore."
        )
