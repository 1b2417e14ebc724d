"""The first step: refuse nonsense before anything is made, then make .venv and go on in it."""

import os
import sys

from fitsite.backup import options
from fitsite.serving import virtualenv
from fitsite.serving.speech import speaking_plainly


def main() -> None:
    """Become `python -m fitsite.backup.making` or `….restoring` in .venv, with the same options."""
    verb, *arguments = sys.argv[1:]
    with speaking_plainly():
        if verb == "make":
            options.read_making(arguments)
            module = "fitsite.backup.making"
        else:
            options.read_restoring(arguments)
            module = "fitsite.backup.restoring"
        virtualenv.install("requirements.txt")
        python = str(virtualenv.PYTHON)
        os.execv(python, [python, "-m", module, *arguments])  # noqa: S606


if __name__ == "__main__":
    main()
