"""The nouns of publishing."""

from articles.models.article import Article, Byline
from articles.models.author import Author
from articles.models.category import Category
from articles.models.image import Image
from articles.models.page import Page
from articles.models.revision import Revision
from articles.models.shelf import Placement
from articles.models.tag import Tag, TaggedArticle

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Category",
    "Image",
    "Page",
    "Placement",
    "Revision",
    "Tag",
    "TaggedArticle",
]
