"""What readers do with comments."""

from comments.views.checker import ask_now
from comments.views.own import edit, own, withdraw
from comments.views.posting import post_comment, reply
from comments.views.privacy import privacy
from comments.views.reading import permalink, replies

__all__ = [
    "ask_now",
    "edit",
    "own",
    "permalink",
    "post_comment",
    "privacy",
    "replies",
    "reply",
    "withdraw",
]
