"""The WSGI entry point that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fitsite.settings")
django = get_wsgi_application()

from fitsite.page_cache.wsgi import PageCache  # noqa: E402 - it needs the apps, ready by now

application = PageCache(django)
