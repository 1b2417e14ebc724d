"""The WSGI entry point that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fitsite.settings")
django = get_wsgi_application()

from fitsite.page_cache.wsgi import PageCache  # noqa: E402 - it needs the apps, ready by now

# A page makes some hundred objects that live as long as it does; to look among them for circles at
# every 700, as Python does, costs three hundredths of the page and finds nothing.
gc.set_threshold(50_000)

application = PageCache(django)
