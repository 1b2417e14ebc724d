"""Brings the database and the static files up to date; a process of its own, with Django in it."""

import hashlib
import os
import sys

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import Error as DatabaseError

from fitsite.serving.speech import Refusal, say, speaking_plainly
from fitsite.serving.var import SIGN_INS, VAR, my_turn

# What the collected static files were collected from.
COLLECTED = VAR / "static.digest"


def main() -> None:
    """Prepare everything; with --demo, an empty database is given demo content."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fitsite.settings")
    with speaking_plainly(), my_turn():
        try:
            django.setup()
            _show_warnings()
            _prepare_database(demo="--demo" in sys.argv)
        except ImproperlyConfigured as error:
            raise Refusal(str(error)) from error
        except DatabaseError as error:
            why = str(error).strip().splitlines()[0]
            raise Refusal(f"The database cannot be used: {why}.") from error
        _collect_static_files()


def _show_warnings() -> None:
    for message in run_checks():
        sentence = " ".join(filter(None, [message.msg, message.hint]))
        if message.is_serious():
            raise Refusal(sentence)
        if not message.is_silenced():
            say(f"Note: {sentence}")


def _prepare_database(*, demo: bool) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    if demo:
        call_command("load_demo", credentials=SIGN_INS)
    if not get_user_model().objects.exists():
        say("Nobody can sign in yet; make an account: .venv/bin/python manage.py createsuperuser")


def _collect_static_files() -> None:
    digest = _digest()
    if COLLECTED.exists() and COLLECTED.read_text() == digest and settings.STATIC_ROOT.exists():
        return
    COLLECTED.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    COLLECTED.write_text(digest)


def _digest() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(path.encode())
            with storage.open(path) as file:
                digest.update(file.read())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
