"""Addresses of articles and of what they are filed under."""

from django.urls import path, register_converter

from articles import views
from articles.months import MonthConverter

register_converter(MonthConverter, "month")

app_name = "articles"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("archive/", views.Archive.as_view(), name="archive"),
    path("archive/<month:month>/", views.MonthPage.as_view(), name="month"),
    path("articles/<word:slug>/", views.ArticlePage.as_view(), name="article"),
    path("tags/<word:slug>/", views.TagPage.as_view(), name="tag"),
    path("categories/<tree:path>/", views.CategoryPage.as_view(), name="category"),
    path("authors/<word:slug>/", views.AuthorPage.as_view(), name="author"),
    path("<word:slug>/", views.StaticPage.as_view(), name="page"),
]
