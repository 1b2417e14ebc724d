"""Addresses of articles and of what they are filed under."""

from django.urls import path

from articles import views

app_name = "articles"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("articles/<word:slug>/", views.ArticlePage.as_view(), name="article"),
    path("tags/<word:slug>/", views.TagPage.as_view(), name="tag"),
    path("categories/<tree:path>/", views.CategoryPage.as_view(), name="category"),
    path("authors/<word:slug>/", views.AuthorPage.as_view(), name="author"),
    path("<word:slug>/", views.StaticPage.as_view(), name="page"),
]
