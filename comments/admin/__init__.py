"""The moderators' desk."""

from comments.admin.checker import CheckerDesk
from comments.admin.comment import CommentAdmin
from comments.admin.settings import CommentSettingsDesk
from comments.admin.subscription import ReaderAdmin, SubscriptionAdmin

__all__ = ["CheckerDesk", "CommentAdmin", "CommentSettingsDesk", "ReaderAdmin", "SubscriptionAdmin"]
