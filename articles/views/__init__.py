"""Reading pages."""

from articles.views.pages import (
    ArticlePage,
    AuthorPage,
    CategoryPage,
    Home,
    StaticPage,
    TagPage,
)

__all__ = ["ArticlePage", "AuthorPage", "CategoryPage", "Home", "StaticPage", "TagPage"]
