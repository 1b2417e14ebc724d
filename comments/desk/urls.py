"""Addresses of the queue, all of them for moderators alone."""

from django.urls import path

from comments.desk import changing, views

app_name = "desk"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("decide/", views.decide, name="decide"),
    path("fresh/", views.fresh, name="fresh"),
    path("<int:pk>/<slug:verb>/", changing.change, name="change"),
]
