"""Reading pages."""

from articles.views.archive import Archive, MonthPage
from articles.views.article import ArticlePage
from articles.views.lists import AuthorPage, CategoryPage, Home, TagPage
from articles.views.pages import StaticPage

__all__ = [
    "Archive",
    "ArticlePage",
    "AuthorPage",
    "CategoryPage",
    "Home",
    "MonthPage",
    "StaticPage",
    "TagPage",
]
