"""Addresses of the queue, all of them for moderators alone."""

from django.urls import path

from comments.desk import campaigns, changing, many, views

app_name = "desk"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("decide/", views.decide, name="decide"),
    path("fresh/", views.fresh, name="fresh"),
    path("many/", many.bulk_list, name="bulk_list"),
    path("many/propose/", many.propose, name="propose"),
    path("many/<int:pk>/", many.bulk, name="bulk"),
    path("many/<int:pk>/progress/", many.bulk_progress, name="bulk_progress"),
    path("many/<int:pk>/begin/", many.begin, name="begin"),
    path("many/<int:pk>/cancel/", many.cancel, name="cancel"),
    path("many/<int:pk>/undo/", many.undo, name="undo"),
    path("campaigns/", campaigns.campaign_list, name="campaigns"),
    path("campaigns/<int:pk>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:pk>/decide/", campaigns.decide, name="decide_campaign"),
    path("<int:pk>/<slug:verb>/", changing.change, name="change"),
]
