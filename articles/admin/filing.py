"""What articles are filed under and made of, in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Article, Author, Category
from articles.models.shelved import shelve


class AuthorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Bylines."""

    list_display = ("name", "slug", "user")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("photo", "user")

    def get_readonly_fields(self, request: HttpRequest, obj: Author | None = None) -> Any:
        """Whose a byline is makes articles theirs: it is said by those who know the accounts."""
        return () if request.user.has_perm("accounts.view_user") else ("user",)


class CategoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The tree of subjects."""

    list_display = ("__str__", "slug")
    list_select_related = ("parent__parent",)
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}

    def save_model(self, request: HttpRequest, obj: Category, form: Any, change: bool) -> None:
        """Save; articles go along with a category that is moved."""
        super().save_model(request, obj, form, change)
        if "parent" in form.changed_data:
            Article.objects.filed_within(obj).shelve()

    def delete_model(self, request: HttpRequest, obj: Category) -> None:
        """Delete one like several."""
        self.delete_queryset(request, Category.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Category]) -> None:
        """Delete, and take what was filed there off the shelves."""
        with transaction.atomic():
            filed = Article.objects.filter(categories__in=queryset)
            article_ids = list(filed.values_list("pk", flat=True))
            super().delete_queryset(request, queryset)
            shelve(article_ids)


class PageAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Static pages."""

    list_display = ("title", "slug", "modified_at")
    prepopulated_fields = {"slug": ("title",)}
