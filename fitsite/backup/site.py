"""The site that is copied or restored: its database, and where it keeps its files."""

from __future__ import annotations

import os
import secrets
import warnings
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from fitsite.backup.databases import Database, database_of
from fitsite.env import env
from fitsite.serving import defaults, virtualenv
from fitsite.serving.speech import Refusal
from fitsite.serving.var import ROOT, VAR

SECRET = VAR / "secret_key"


@dataclass(frozen=True)
class Site:
    """What a backup is made of. `own_secret`: the key is in var/secret_key, not in a setting."""

    database: Database
    media: Path
    own_secret: bool


def this_site() -> Site:
    """The site that the environment and .env describe, as bin/serve would run it."""
    env.read_env(os.environ.get("ENV_FILE", ROOT / ".env"))
    if defaults.is_at_scale(os.environ):
        virtualenv.install("requirements-scale.txt")
    own_secret = not os.environ.get("SECRET_KEY", "").strip()
    _fill_in_what_only_the_web_needs()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fitsite.settings")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # What is wrong is said below, in a sentence.
            database = database_of(settings.DATABASES["default"])
            django.setup()
        return Site(database, Path(settings.MEDIA_ROOT), own_secret)
    except ImproperlyConfigured as error:
        raise Refusal(" ".join(str(error).split())) from error


def _fill_in_what_only_the_web_needs() -> None:
    # Nothing is signed or answered here, and no key may be made where one is about to be restored.
    unused = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": "http://localhost",
    }
    for name, value in unused.items():
        if not os.environ.get(name, "").strip():
            os.environ[name] = value
