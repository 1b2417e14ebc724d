"""The first step: refuse nonsense before anything is made, then make .venv and go on in it."""

import os
import sys

from fitsite.serving import options, virtualenv
from fitsite.serving.speech import speaking_plainly


def main() -> None:
    """Become `python -m fitsite.serving.site` in .venv, with the same options."""
    with speaking_plainly():
        options.read(sys.argv[1:]).address.refuse_if_taken()
        virtualenv.install("requirements.txt")
        python = str(virtualenv.PYTHON)
        os.execv(python, [python, "-m", "fitsite.serving.site", *sys.argv[1:]])  # noqa: S606


if __name__ == "__main__":
    main()
