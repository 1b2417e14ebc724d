"""Addresses of articles and of what they are filed under."""

from django.urls import path

from articles import views

app_name = "articles"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("articles/<str:slug>/", views.ArticlePage.as_view(), name="article"),
    path("tags/<str:slug>/", views.TagPage.as_view(), name="tag"),
    path("categories/<path:path>/", views.CategoryPage.as_view(), name="category"),
    path("authors/<str:slug>/", views.AuthorPage.as_view(), name="author"),
    path("<str:slug>/", views.StaticPage.as_view(), name="page"),
]
