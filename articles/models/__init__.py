"""The nouns of publishing."""

from articles.models.article import Article, Byline
from articles.models.author import Author
from articles.models.category import Category
from articles.models.image import Image
from articles.models.leftover import Leftover
from articles.models.page import Page, PagePicture
from articles.models.revision import Revision, RevisionPicture
from articles.models.shelf import Placement
from articles.models.tag import Tag, TaggedArticle

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Category",
    "Image",
    "Leftover",
    "Page",
    "PagePicture",
    "Placement",
    "Revision",
    "RevisionPicture",
    "Tag",
    "TaggedArticle",
]
