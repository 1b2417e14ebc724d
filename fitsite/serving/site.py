"""The second step, inside .venv: prepare the site, then run its processes until told to stop."""

import os
import subprocess
import sys
import textwrap

from fitsite.env import env
from fitsite.serving import defaults, options, virtualenv
from fitsite.serving.address import SHOWN_INSTEAD, Address
from fitsite.serving.children import Children, Ended, Told
from fitsite.serving.options import Options
from fitsite.serving.speech import say, speaking_plainly
from fitsite.serving.var import ROOT, SIGN_INS

PYTHON = str(virtualenv.PYTHON)
PRACTICE_KEY = "practice"


def main() -> None:
    """Run the site that the options and the environment describe."""
    with speaking_plainly():
        chosen = options.read(sys.argv[1:])
        # As settings.py does, so that what .env sets is not filled in here.
        env.read_env(os.environ.get("ENV_FILE", ROOT / ".env"))
        if defaults.is_at_scale(os.environ):
            virtualenv.install("requirements-scale.txt")
        sys.exit(run(chosen))


def run(chosen: Options) -> int:
    """Run until told to stop, or until a process ends by itself; returns the exit status."""
    with Children() as children:
        try:
            if chosen.practice:
                _start_stand_in(children)
            defaults.fill_in(os.environ, chosen.address)
            say("Preparing the database and the static files.")
            demo = ["--demo"] if chosen.demo else []
            if status := children.run(PYTHON, "-m", "fitsite.serving.preparation", *demo):
                return status
            chosen.address.refuse_if_taken()  # Preparing took its time.
            children.start("The worker", PYTHON, "manage.py", "work", "--skip-checks")
            children.start("The web server", *_gunicorn(chosen.address))
            children.watch_until(chosen.address.answers)
            _announce(chosen)
            children.watch_until(lambda: False)
        except Told:
            say("Stopping.")
        except Ended as ended:
            say(f"{ended}; the rest is being stopped.")
            return 1
    return 0


def _gunicorn(address: Address) -> list[str]:
    command = [PYTHON, "-m", "gunicorn", "fitsite.wsgi", "--bind", str(address)]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    command += ["--graceful-timeout", "10", "--log-level", "warning"]
    # Its place in the home folder is the same for every site of this user.
    command += ["--no-control-socket"]
    # Workers show that they live through a file, which a busy disk could hold up.
    if os.access("/dev/shm", os.W_OK):  # noqa: S108
        command += ["--worker-tmp-dir", "/dev/shm"]  # noqa: S108
    return command


def _start_stand_in(children: Children) -> None:
    command = [PYTHON, "-m", "tests.standin", "--port", "0", "--key", PRACTICE_KEY]
    stand_in = children.start("The stand-in for Akismet", *command, output=subprocess.PIPE)
    assert stand_in.stdout is not None
    # It says where it is: "http://127.0.0.1:40001 key practice".
    where = stand_in.stdout.readline().split()
    if not where:
        raise Ended("The stand-in for Akismet did not start")
    os.environ.update(
        COMMENT_CHECKER="akismet", AKISMET_API_KEY=PRACTICE_KEY, AKISMET_API_URL=where[0]
    )


def _announce(chosen: Options) -> None:
    url = chosen.address.url
    say(f"\nThe site: {url}/\nThe admin: {url}/admin/")
    if os.environ["SITE_URL"].rstrip("/") != url:
        say(f"It calls itself {os.environ['SITE_URL']}, as SITE_URL says.")
    if chosen.address.host in SHOWN_INSTEAD:
        say("Other machines reach it under the names that ALLOWED_HOSTS lists.")
    if chosen.demo and SIGN_INS.exists():
        say(f"Demo sign-ins, kept in var/{SIGN_INS.name}:")
        say(textwrap.indent(SIGN_INS.read_text().rstrip(), "  "))
    if chosen.practice:
        say(
            "Practice: no comment leaves this machine. The author akismet-guaranteed-spam or the"
            " word casino makes a comment spam."
        )
    say("Ctrl-C stops it.")


if __name__ == "__main__":
    main()
