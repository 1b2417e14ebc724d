"""Pictures in the admin: what must stay in sight, and where each is used."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.forms import Script
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.forms import ImageForm
from articles.models import Article, Author, Image, Page


class ImageAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Pictures."""

    form = ImageForm
    list_display = ("thumbnail", "__str__", "size", "renditions_are", "uploaded_at")
    list_display_links = ("thumbnail", "__str__")
    search_fields = ("alt", "caption", "file")
    readonly_fields = ("focal_point", "renditions_are")
    actions = ("make_anew",)
    fieldsets = (
        (None, {"fields": ("file", "alt", "caption", "credit")}),
        ("What must stay in sight", {"fields": ("focal_point", "focal_x", "focal_y")}),
        ("Use", {"fields": ("renditions_are",)}),
    )

    class Media:
        css: ClassVar = {"all": ["css/admin_pictures.css"]}
        js = (Script("js/focal_point.js", type="module"),)

    @admin.display(description="Picture")
    def thumbnail(self, image: Image) -> SafeString | str:
        """A small one."""
        if not image.file:
            return "-"
        return render_to_string("admin/articles/image/_thumbnail.html", {"image": image})

    @admin.display(description="Size")
    def size(self, image: Image) -> str:
        """Width and height of the original."""
        return f"{image.width} × {image.height}"

    @admin.display(description="Small copies for pages")
    def renditions_are(self, image: Image) -> str:
        """Whether pages have renditions to choose from."""
        if image.is_finished:
            return "Ready"
        if image.attempts < 2:
            return "Being made; until then pages show the original"
        return f"Failed {image.attempts} times; pages show the original. See the worker's log."

    @admin.display(description="Preview")
    def focal_point(self, image: Image) -> SafeString | str:
        """The picture with its focal point, and how it is cut; a click moves the point."""
        if not image.file:
            return "Save the picture first; then you can click on it."
        return render_to_string("admin/articles/image/_focal_point.html", {"image": image})

    def has_change_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """Whether they may change this one, or all."""
        if obj is None:
            return super().has_change_permission(request)
        return obj.is_changeable_by(request.user)

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> Any:
        """Articles of others may show it by now: another file in its place is for editors."""
        is_fixed = obj is not None and not self.has_change_permission(request)
        return (*self.readonly_fields, *(["file"] if is_fixed else []))

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        """Note who uploads it."""
        if not change:
            obj.uploaded_by = request.user  # type: ignore[assignment]  # The admin has seen to it.
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Say what shows the picture."""
        image = context["original"]
        context["uses"] = links_to_uses(image, request.user) if image else []
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(
        description="Make the small copies of the selected pictures anew", permissions=["change"]
    )
    def make_anew(self, request: HttpRequest, images: QuerySet[Image]) -> None:
        """Have the worker make them again."""
        for image in images:
            image.make_anew()
        self.message_user(request, "The worker makes them anew; this takes seconds for each.")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say in which articles and pages a picture is, rather than in which of their texts."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        if protected:
            protected = [link for image in objs for link in links_to_uses(image, request.user)]
        return deleted, counts, missing, protected


def links_to_uses(image: Image, user: Any) -> list[SafeString | str]:
    """Links to all that shows a picture; of what somebody may not see, how much it is."""
    seen = [_link(record) for record in _uses(image, user)]
    unseen = _count_uses(image) - len(seen)
    others = f"{unseen} text{'' if unseen == 1 else 's'} of others"
    return [*seen, *([others] if unseen else [])]


def _uses(image: Image, user: Any) -> list[Model]:
    articles, authors, pages = _places(image)
    mine = articles.filter(pk__in=Article.objects.visible_at_the_desk_to(user).values("pk"))
    return [
        *mine.defer("body", "rendered_html").prefetch_related("revisions"),
        *(authors if user.has_perm("articles.view_author") else ()),
        *(pages if user.has_perm("articles.view_page") else ()),
    ]


def _count_uses(image: Image) -> int:
    return sum(found.count() for found in _places(image))


def _places(image: Image) -> tuple[QuerySet[Article], QuerySet[Author], QuerySet[Page]]:
    """The articles, in any of their texts, the authors and the pages that show a picture."""
    shown = Q(revisions__pictures=image) | Q(revisions__hero=image) | Q(hero=image)
    articles = Article.objects.filter(shown).distinct()
    return articles, Author.objects.filter(photo=image), Page.objects.filter(pictures=image)


def _link(record: Model) -> SafeString:
    meta = record._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    return format_html('<a href="{}">{}</a>', address, record)
