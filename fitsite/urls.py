"""The site map of URLs: one include per app."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from fitsite.media import media

admin.site.site_header = settings.SITE_NAME

urlpatterns = [
    path("admin/", admin.site.urls),
    re_path(rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.+)$", media),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]
