"""The options of bin/backup and bin/restore."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from fitsite.serving.speech import Refusal
from fitsite.serving.var import VAR

MAKING = """\
Copies the database and the media into DIR/fitsite-<date>-<time>.tar.gz (UTC), while the site runs.
Passwords and keys of the environment are not in it; var/secret_key is, where the site uses that.
"""
RESTORING = """\
Verifies a file that bin/backup made, then restores the database and the media from it. Stop the
web server and the worker first.
"""


@dataclass(frozen=True)
class Making:
    """A backup that was asked for."""

    folder: Path
    keep: int | None


@dataclass(frozen=True)
class Restoring:
    """A restore that was asked for."""

    file: Path
    force: bool


def read_making(arguments: list[str]) -> Making:
    """Read the command line of bin/backup; --help prints and exits, nonsense is a Refusal."""
    parser = _Parser(prog="bin/backup", description=MAKING, allow_abbrev=False)
    parser.add_argument(
        "--to", type=_path, default=VAR / "backups", metavar="DIR", help="default: var/backups"
    )
    parser.add_argument(
        "--keep", type=_number, metavar="N", help="keep the newest N in DIR, remove older ones"
    )
    chosen = parser.parse_args(arguments)
    return Making(chosen.to, chosen.keep)


def read_restoring(arguments: list[str]) -> Restoring:
    """Read the command line of bin/restore; --help prints and exits, nonsense is a Refusal."""
    parser = _Parser(prog="bin/restore", description=RESTORING, allow_abbrev=False)
    parser.add_argument("file", type=_path, metavar="FILE", help="what bin/backup made")
    parser.add_argument(
        "--force",
        action="store_true",
        help="also where there is content already; it is kept beside the new, under another name",
    )
    chosen = parser.parse_args(arguments)
    return Restoring(chosen.file, chosen.force)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{message[0].upper()}{message[1:]}; see {self.prog} --help.")


def _path(text: str) -> Path:
    return Path(os.environ.get("CALLED_FROM", "."), text).absolute()


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number of backups, 1 or more")
