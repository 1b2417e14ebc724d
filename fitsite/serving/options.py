"""The options of bin/serve."""

import argparse
from dataclasses import dataclass
from typing import NoReturn

from fitsite.serving.address import Address
from fitsite.serving.speech import Refusal

DESCRIPTION = """\
Starts fitsite: makes .venv, the database and demo content where they are missing, then runs the
web server and the worker until Ctrl-C. What it makes is in .venv/ and var/.
"""
EPILOG = """\
Settings come from the environment or from a file .env; see docs/configuration.md.
PYTHON names the Python that makes .venv.
"""


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    address: Address
    demo: bool
    practice: bool


def read(arguments: list[str]) -> Options:
    """Read the command line; --help prints and exits, nonsense is a Refusal."""
    parser = _Parser(prog="bin/serve", description=DESCRIPTION, epilog=EPILOG, allow_abbrev=False)
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="default: 8000")
    parser.add_argument(
        "--host", type=_host, default="127.0.0.1", metavar="H", help="default: 127.0.0.1"
    )
    parser.add_argument(
        "--no-demo", dest="demo", action="store_false", help="leave an empty database empty"
    )
    parser.add_argument(
        "--practice",
        action="store_true",
        help="check comments with a stand-in for Akismet on this machine",
    )
    chosen = parser.parse_args(arguments)
    address = Address(chosen.host, chosen.port)
    return Options(address, demo=chosen.demo, practice=chosen.practice)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{message[0].upper()}{message[1:]}; see bin/serve --help.")


def _host(text: str) -> str:
    if text:
        return text.strip("[]")
    raise argparse.ArgumentTypeError("it is empty")


def _port(text: str) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port, a number from 1 to 65535")
