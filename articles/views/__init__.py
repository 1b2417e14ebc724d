"""Reading pages."""

from articles.views.lists import AuthorPage, CategoryPage, Home, TagPage
from articles.views.pages import ArticlePage, StaticPage

__all__ = ["ArticlePage", "AuthorPage", "CategoryPage", "Home", "StaticPage", "TagPage"]
