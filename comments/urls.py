"""Addresses of comments."""

from django.urls import path

from comments import views

app_name = "comments"
urlpatterns = [
    path("articles/<word:slug>/comments/", views.post_comment, name="post"),
    path("comments/<int:pk>/", views.permalink, name="permalink"),
    path("comments/<int:pk>/reply/", views.reply, name="reply"),
    path("comments/<int:pk>/replies/", views.replies, name="replies"),
    path("comments/own/<word:token>/", views.own, name="own"),
    path("comments/own/<word:token>/edit/", views.edit, name="edit"),
    path("comments/own/<word:token>/withdraw/", views.withdraw, name="withdraw"),
    path("comments/ask-now/<word:token>/", views.ask_now, name="ask_now"),
    path("privacy/comments/", views.privacy, name="privacy"),
]
