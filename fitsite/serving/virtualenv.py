"""Makes .venv hold what the requirement files ask for; costs nothing when it already does.

`python -m fitsite.serving.virtualenv FILE…` is what bin/test runs.
"""

import hashlib
import subprocess
import sys

from fitsite.serving.children import Children
from fitsite.serving.speech import Refusal, say, speaking_plainly
from fitsite.serving.var import ROOT, VAR, my_turn

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# One file per requirement file, with the digest of what was installed from it.
INSTALLED = VENV / "installed"
# Stands here while .venv changes; found at the start, it means that the last change was cut short.
CHANGING = VAR / "venv.changing"


def install(*files: str) -> None:
    """Install what is not installed yet, in a new .venv if there is none that works."""
    with my_turn():
        if CHANGING.exists() or not _works():
            _make()
        for name in files:
            digest = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
            stamp = INSTALLED / name
            if not stamp.exists() or stamp.read_text() != digest:
                _install(name)
                INSTALLED.mkdir(exist_ok=True)
                stamp.write_text(digest)


def _works() -> bool:
    try:
        look = [str(PYTHON), "-c", "import pip"]
        return subprocess.run(look, check=False, capture_output=True).returncode == 0  # noqa: S603
    except OSError:  # There is none, or the Python that it was made from is gone.
        return False


def _make() -> None:
    if not _change(sys.executable, "-m", "venv", "--clear", str(VENV)):
        raise Refusal("Could not make .venv; the reason is above.")


def _install(name: str) -> None:
    say(f"Installing {name} into .venv.")
    pip = [str(PYTHON), "-m", "pip", "-qq", "--no-input", "--disable-pip-version-check"]
    if not _change(*pip, "install", "--require-hashes", "--requirement", str(ROOT / name)):
        raise Refusal(f"Could not install {name}; the reason is above.")


def _change(*command: str) -> bool:
    CHANGING.touch()
    with Children() as children:
        succeeded = children.run(*command) == 0
    CHANGING.unlink()  # Not reached when told to stop; a command that failed has tidied up itself.
    return succeeded


if __name__ == "__main__":
    with speaking_plainly():
        install(*sys.argv[1:])
