"""What articles are filed under and made of, in the admin."""

from django.contrib import admin

from articles.forms import ImageForm


class AuthorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Bylines."""

    list_display = ("name", "slug", "user")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("photo", "user")


class CategoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The tree of subjects."""

    list_display = ("__str__", "slug")
    list_select_related = ("parent__parent",)
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


class TagAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Tags."""

    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


class PageAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Static pages."""

    list_display = ("title", "slug", "modified_at")
    prepopulated_fields = {"slug": ("title",)}


class ImageAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Pictures."""

    form = ImageForm
    list_display = ("__str__", "file", "width", "height", "uploaded_at")
    search_fields = ("alt", "caption", "file")
