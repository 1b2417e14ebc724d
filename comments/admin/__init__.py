"""The moderators' desk."""

from comments.admin.author_mail import AuthorMailDesk
from comments.admin.block import BlockDesk
from comments.admin.checker import CheckerDesk
from comments.admin.comment import CommentAdmin
from comments.admin.numbers import NumbersDesk
from comments.admin.settings import CommentSettingsDesk
from comments.admin.subscription import ReaderAdmin, SubscriptionAdmin

__all__ = [
    "AuthorMailDesk",
    "BlockDesk",
    "CheckerDesk",
    "CommentAdmin",
    "CommentSettingsDesk",
    "NumbersDesk",
    "ReaderAdmin",
    "SubscriptionAdmin",
]
