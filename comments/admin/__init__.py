"""The moderators' desk."""

from comments.admin.checker import CheckerDesk
from comments.admin.comment import CommentAdmin

__all__ = ["CheckerDesk", "CommentAdmin"]
