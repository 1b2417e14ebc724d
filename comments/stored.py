"""Comments for those whom their model asks: rules, and what makes up the model itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from comments.models.comment import CommentQuerySet


def stored() -> CommentQuerySet:
    """All of them. The model is looked up when this is called, since it comes after its callers."""
    comments: CommentQuerySet = apps.get_model("comments.Comment")._default_manager.all()
    return comments
