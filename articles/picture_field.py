"""Pictures are re-encoded on their way to the disk, whichever way they take."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models.fields.files import ImageFieldFile

from articles.images import Reencoded, Unusable, reencode

EXTENSIONS = ("jpg", "jpeg", "jpe", "jfif", "png", "webp", "avif")


class PictureFormField(forms.FileField):
    """An upload that becomes a picture, or a sentence that says why it does not.

    Django's own field would have every reader that Pillow has look at it.
    """

    def to_python(self, data: Any) -> Any:
        """Re-encode what was uploaded."""
        upload = super().to_python(data)
        if upload is None:
            return None
        FileExtensionValidator(EXTENSIONS)(upload)
        try:
            return reencode(upload, upload.name or "")
        except Unusable as reason:
            raise ValidationError(str(reason)) from reason

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Have the browser offer what can be used."""
        accept = ",".join(f".{extension}" for extension in EXTENSIONS)
        return super().widget_attrs(widget) | {"accept": accept}


class PictureFieldFile(ImageFieldFile):
    """The file of one picture."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store the picture alone. Raises Unusable."""
        picture = content if isinstance(content, Reencoded) else reencode(content, name)
        super().save(picture.name or name, picture, save)


class PictureField(models.ImageField):
    """Forms, importers and the shell all store what `reencode` left of a file."""

    attr_class = PictureFieldFile

    def update_dimension_fields(
        self, instance: models.Model, force: bool = False, *args: Any, **kwargs: Any
    ) -> None:
        """Take the size of what is stored; nobody looks at another file than `reencode`."""
        if self.attname not in vars(instance):
            return  # Deferred: nobody asked for the file, so its size is none of our business.
        file = getattr(instance, self.attname)
        if not file or file._committed or isinstance(file.file, Reencoded):
            super().update_dimension_fields(instance, force, *args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """The field of a form."""
        return super().formfield(**{"form_class": PictureFormField} | kwargs)
