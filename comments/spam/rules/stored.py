"""The comments that rules look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from comments.models.comment import CommentQuerySet


def stored() -> CommentQuerySet:
    """All of them. Looked up when it is called: the model itself asks the rules."""
    comments: CommentQuerySet = apps.get_model("comments.Comment")._default_manager.all()
    return comments
