"""Lists of what is published: the front page, and what is filed in one place."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from articles import reading
from articles.front import front_page
from articles.models import Author, Category, Placement, Tag
from articles.models.shelf import FRONT, PlacementQuerySet
from fitsite.page_cache.sharing import shared_page
from fitsite.places import Place
from fitsite.prepared import Prepared

Subject = TypeVar("Subject", Author, Category, Tag)

_TAG = Prepared(lambda slug: Tag.objects.select_related("merged_into").filter(slug=slug))
_CATEGORY = Prepared(lambda slug: Category.objects.with_parents().filter(slug=slug))
_AUTHOR = Prepared(lambda slug: Author.objects.select_related("photo").filter(slug=slug))


@shared_page("before")
class ArticleList(TemplateView):
    """A page of a list; `?before=` names the place from which it goes on."""

    @property
    def placements(self) -> PlacementQuerySet:
        """What the list is of."""
        raise NotImplementedError

    @cached_property
    def before(self) -> Place | None:
        """From where the page goes on; None for the first. 404 on what is no place."""
        token = self.request.GET.get("before")
        try:
            return None if token is None else Place.parse(token)
        except ValueError:
            raise Http404 from None

    def first_page(self) -> reading.ListPage:
        """The newest articles."""
        return reading.read(self.placements)

    def read(self) -> reading.ListPage:
        """The articles of this page; 404 beyond the end of the list."""
        page = reading.read(self.placements, self.before) if self.before else self.first_page()
        if self.before and not page.cards:
            raise Http404
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What a list shows."""
        return super().get_context_data(page=self.read(), before=self.before, **kwargs)


class Home(ArticleList):
    """The front page; what is older than its newest articles is a list like others."""

    @property
    def placements(self) -> PlacementQuerySet:
        """Everything."""
        return Placement.objects.on(FRONT)

    def get_template_names(self) -> list[str]:
        """The front page alone is laid out as one."""
        return ["articles/earlier.html" if self.before else "articles/home.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Several lists, or one."""
        if self.before:
            return super().get_context_data(**kwargs)
        return {"page": front_page(), "view": self}


class SubjectPage(ArticleList):
    """Articles that have something in common, and what that is."""

    @cached_property
    def subject(self) -> Author | Category | Tag:
        """What the articles have in common; 404 if there is no such thing."""
        raise NotImplementedError

    @property
    def placements(self) -> PlacementQuerySet:
        """What stands on the subject's shelf."""
        return Placement.objects.on(self.subject.shelf)

    def first_page(self) -> reading.ListPage:
        """The newest articles, by a query that is made already."""
        return reading.first_page(self.subject.shelf)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the subject."""
        return super().get_context_data(subject=self.subject, **kwargs)


class TagPage(SubjectPage):
    """Articles with one tag."""

    template_name = "articles/tag.html"

    @cached_property
    def subject(self) -> Tag:
        """The tag."""
        return _or_404(_TAG.run(slug=self.kwargs["slug"]))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead from a tag that was merged to the one that stands for it."""
        if self.subject.merged_into:
            return redirect(self.subject.merged_into, permanent=True)
        return super().get(request, *args, **kwargs)


class CategoryPage(SubjectPage):
    """Articles in one category and in those within it."""

    template_name = "articles/category.html"

    @cached_property
    def subject(self) -> Category:
        """The category that the last part of the path names."""
        slug = self.kwargs["path"].rsplit("/", 1)[-1]
        return _or_404(_CATEGORY.run(slug=slug))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the one right address when the category has been moved."""
        if self.subject.path != self.kwargs["path"]:
            return redirect(self.subject)
        return super().get(request, *args, **kwargs)


class AuthorPage(SubjectPage):
    """Articles of one author."""

    template_name = "articles/author.html"

    @cached_property
    def subject(self) -> Author:
        """The author."""
        return _or_404(_AUTHOR.run(slug=self.kwargs["slug"]))


def _or_404(found: list[Subject]) -> Subject:
    if not found:
        raise Http404
    return found[0]
