"""The editors' desk."""

from django.contrib import admin
from taggit.models import Tag as TaggitTag

from articles.admin.article import ArticleAdmin
from articles.admin.filing import AuthorAdmin, CategoryAdmin, PageAdmin
from articles.admin.image import ImageAdmin
from articles.admin.tag import TagAdmin
from articles.models import Article, Author, Category, Image, Page, Tag

# django-taggit's own tags are not the ones that articles use.
admin.site.unregister(TaggitTag)
admin.site.register(Article, ArticleAdmin)
admin.site.register(Author, AuthorAdmin)
admin.site.register(Category, CategoryAdmin)
admin.site.register(Image, ImageAdmin)
admin.site.register(Page, PageAdmin)
admin.site.register(Tag, TagAdmin)
