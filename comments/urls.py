"""Addresses of comments."""

from django.urls import path

from comments import views

app_name = "comments"
urlpatterns = [
    path("articles/<word:slug>/comments/", views.post_comment, name="post"),
    path("articles/<word:slug>/comments/count/", views.count, name="count"),
    path("comments/<int:pk>/", views.permalink, name="permalink"),
    path("comments/<int:pk>/reply/", views.reply, name="reply"),
    path("comments/<int:pk>/report/", views.report, name="report"),
    path("comments/<int:pk>/report/thanks/", views.reported, name="reported"),
    path("comments/<int:pk>/replies/", views.replies, name="replies"),
    path("comments/own/<word:token>/", views.own, name="own"),
    path("comments/own/<word:token>/edit/", views.edit, name="edit"),
    path("comments/own/<word:token>/withdraw/", views.withdraw, name="withdraw"),
    path("comments/ask-now/<word:token>/", views.ask_now, name="ask_now"),
    path("comments/mail/", views.mail, name="mail"),
    path("comments/mail/asked/", views.mail_asked, name="mail_asked"),
    path("comments/mail/confirm/<word:token>/", views.mail_confirm, name="mail_confirm"),
    path("comments/mail/stop/<word:token>/", views.mail_stop, name="mail_stop"),
    path("comments/mail/yours/<word:token>/", views.mail_yours, name="mail_yours"),
    path("comments/mail/yours/<word:token>/export/", views.yours_export, name="yours_export"),
    path("comments/mail/yours/<word:token>/erase/", views.yours_erase, name="yours_erase"),
    path("privacy/comments/", views.privacy, name="privacy"),
]
