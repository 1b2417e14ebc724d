"""What readers do with comments."""

from comments.views.checker import ask_now
from comments.views.posting import post_comment, reply
from comments.views.privacy import privacy
from comments.views.reading import own, permalink, replies

__all__ = ["ask_now", "own", "permalink", "post_comment", "privacy", "replies", "reply"]
