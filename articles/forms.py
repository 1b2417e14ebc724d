"""What editors fill in."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from taggit.forms import TagField

from articles.models import Article, Author, Category, Image, Leftover, Revision, Tag
from articles.models.content import LIVE_FIELDS
from articles.models.renditions import WHAT_THEY_ARE_MADE_OF
from fitsite.markup import clean_article

MAX_AUTHORS = 5


class BylinesWidget(forms.MultiWidget):
    """As many choices as an article can have authors."""

    def __init__(self) -> None:
        super().__init__([forms.Select() for _ in range(MAX_AUTHORS)])

    def decompress(self, value: list[int] | None) -> list[int | None]:
        """One value for each choice."""
        chosen: list[int | None] = list(value or [])
        return chosen + [None] * (MAX_AUTHORS - len(chosen))


class BylinesField(forms.MultiValueField):
    """Authors in the order in which they are named; cleans to a list of ids."""

    widget = BylinesWidget

    def __init__(self, **kwargs: Any) -> None:
        choices = [
            forms.ModelChoiceField(Author.objects.all(), required=False) for _ in range(MAX_AUTHORS)
        ]
        super().__init__(choices, require_all_fields=False, **kwargs)
        self.widget.widgets = [choice.widget for choice in choices]

    def compress(self, chosen: list[Author | None]) -> list[int]:
        """Leave out what is empty or named twice."""
        return list(dict.fromkeys(author.pk for author in chosen if author))


class ArticleForm(forms.ModelForm):  # type: ignore[type-arg]
    """The newest revision of an article. Saving it adds a revision; it never writes the article."""

    bylines = BylinesField(required=False, label="Written by")
    categories = forms.ModelMultipleChoiceField(
        Category.objects.with_parents(), required=False, widget=forms.CheckboxSelectMultiple
    )
    tags = TagField(required=False, help_text="Separated by commas.")
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Article
        fields = LIVE_FIELDS
        widgets: ClassVar = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 24}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        article: Article | None = kwargs.get("instance")
        self.latest = article.latest if article else None
        if self.latest:
            kwargs["initial"] = {**_initial(self.latest), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["title"].required = self.fields["slug"].required = True

    def clean_body(self) -> str:
        """Show the editor what is left of it, should the form come back."""
        return clean_article(self.cleaned_data["body"])

    def clean(self) -> dict[str, Any]:
        """Refuse to overwrite what somebody else has saved since this form was opened."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.latest and cleaned.get("based_on") != self.latest.number:
            raise ValidationError(
                "Someone has saved this article since you opened it. Your text is still below:"
                " copy it, reload the page, and put both together."
            )
        publish_at, unpublish_at = cleaned.get("publish_at"), cleaned.get("unpublish_at")
        if publish_at and unpublish_at and unpublish_at <= publish_at:
            self.add_error("unpublish_at", "This is before it is published.")
        return cleaned

    def content(self, by: Any) -> dict[str, Any]:
        """What a revision keeps."""
        cleaned = self._as_edited(by)
        return {name: cleaned[name] for name in LIVE_FIELDS} | {
            "author_ids": cleaned["bylines"],
            "category_ids": [category.pk for category in cleaned["categories"]],
            "tag_names": list(cleaned["tags"]),
        }

    def _as_edited(self, by: Any) -> dict[str, Any]:
        return self.cleaned_data


class OwnArticleForm(ArticleForm):
    """For whoever writes and does not edit others: bylines and front page are the editors'.

    A new article bears its writer's own name.
    """

    bylines = None  # type: ignore[assignment]

    class Meta(ArticleForm.Meta):
        fields = [name for name in LIVE_FIELDS if name != "featured"]

    def _as_edited(self, by: Any) -> dict[str, Any]:
        if self.latest:
            kept = {"bylines": self.latest.author_ids, "featured": self.latest.featured}
        else:
            kept = {"bylines": [Author.objects.of(by).pk], "featured": False}
        return self.cleaned_data | kept


def _initial(revision: Revision) -> dict[str, Any]:
    return {name: getattr(revision, name) for name in LIVE_FIELDS} | {
        "bylines": revision.author_ids,
        "categories": revision.category_ids,
        "tags": [Tag(name=name) for name in revision.tag_names],
        "based_on": revision.number,
    }


class ImageForm(forms.ModelForm):  # type: ignore[type-arg]
    """A picture. Another file or focal point has its renditions made anew, at once."""

    class Meta:
        model = Image
        fields = ("file", "alt", "caption", "credit", "focal_x", "focal_y")

    def clean_file(self) -> Any:
        """Refuse another file where texts show this one by its name."""
        image = self.instance
        if "file" in self.changed_data and image.pk and image.stands_in_a_text:
            raise ValidationError(
                "An article or a page shows this picture in its text, by the name of the file."
                " Upload the other one as a new picture, and put it into the text."
            )
        return self.cleaned_data["file"]

    def save(self, commit: bool = True) -> Image:
        """Save the picture; failures of what it was before count no more."""
        if set(self.changed_data) & set(WHAT_THEY_ARE_MADE_OF):
            self.instance.due_at, self.instance.attempts = timezone.now(), 0
        if "file" in self.changed_data and self.instance.pk:
            Leftover.objects.note([self["file"].initial.name])
        saved: Image = super().save(commit)
        return saved
