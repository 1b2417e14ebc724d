"""The site map of URLs: one include per app."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from fitsite.branding.views import theme
from fitsite.converters import TreeConverter, WordConverter
from fitsite.demo.styleguide.views import styleguide
from fitsite.desk import view_on_site
from fitsite.health import healthz, readyz
from fitsite.media import media
from fitsite.metrics import metrics

handler400 = "fitsite.refusals.bad_request"
register_converter(WordConverter, "word")
register_converter(TreeConverter, "tree")

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    re_path(r"^theme-(?P<digits>[0-9a-f]{6})\.css$", theme, name="theme"),
    path("admin/comments/queue/", include("comments.desk.urls")),
    # In front of the admin's own, which would not ask for a second factor.
    path("admin/", include("fitsite.sign_in.urls")),
    path("admin/r/<int:content_type_id>/<path:object_id>/", admin.site.admin_view(view_on_site)),
    path("admin/", admin.site.urls),
    re_path(rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.+)$", media),
    path("styleguide/", styleguide),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]
