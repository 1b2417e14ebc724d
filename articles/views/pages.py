"""Generic views over one queryset: what is published."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from articles.models import Article, Author, Category, Page, Tag
from articles.models.article import ArticleQuerySet
from fitsite.page_cache.sharing import shared_page


@method_decorator(shared_page("page"), name="dispatch")
class ArticleList(ListView):  # type: ignore[type-arg]
    """Published articles, newest first, in pages."""

    template_name = "articles/home.html"
    context_object_name = "articles"
    paginate_by = 12

    def get_queryset(self) -> ArticleQuerySet:
        """What a card shows of each published article."""
        return Article.objects.published().for_cards()


class Home(ArticleList):
    """The front page."""


class SubjectPage(ArticleList):
    """Articles that have something in common, and what that is."""

    @cached_property
    def subject(self) -> models.Model:
        """What the articles have in common; 404 if there is no such thing."""
        raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the subject."""
        return super().get_context_data(subject=self.subject, **kwargs)


class TagPage(SubjectPage):
    """Articles with one tag."""

    template_name = "articles/tag.html"

    @cached_property
    def subject(self) -> Tag:
        """The tag."""
        return get_object_or_404(Tag, slug=self.kwargs["slug"])

    def get_queryset(self) -> ArticleQuerySet:
        """Its articles."""
        return super().get_queryset().filter(tagged_articles__tag=self.subject)


class CategoryPage(SubjectPage):
    """Articles in one category and in those within it."""

    template_name = "articles/category.html"

    @cached_property
    def subject(self) -> Category:
        """The category that the last part of the path names."""
        slug = self.kwargs["path"].rsplit("/", 1)[-1]
        return get_object_or_404(Category.objects.with_parents(), slug=slug)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the one right address when the category has been moved."""
        if self.subject.path != self.kwargs["path"]:
            return redirect(self.subject)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> ArticleQuerySet:
        """Its articles, each once."""
        filed = Article.categories.through.objects.filter(category__in=self.subject.within())
        return super().get_queryset().filter(pk__in=filed.values("article_id"))


class AuthorPage(SubjectPage):
    """Articles of one author."""

    template_name = "articles/author.html"

    @cached_property
    def subject(self) -> Author:
        """The author."""
        return get_object_or_404(Author.objects.select_related("photo"), slug=self.kwargs["slug"])

    def get_queryset(self) -> ArticleQuerySet:
        """The articles that bear the author's name."""
        return super().get_queryset().filter(byline__author=self.subject)


@method_decorator(shared_page("from"), name="dispatch")
class ArticlePage(DetailView):  # type: ignore[type-arg]
    """One article."""

    template_name = "articles/article.html"
    context_object_name = "article"

    def get_queryset(self) -> ArticleQuerySet:
        """Published ones only; a draft is not there."""
        return Article.objects.published().for_reading()


@method_decorator(shared_page(), name="dispatch")
class StaticPage(DetailView):  # type: ignore[type-arg]
    """About, Privacy and the like."""

    model = Page
    template_name = "articles/page.html"
    context_object_name = "page"
