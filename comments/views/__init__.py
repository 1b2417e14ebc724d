"""What readers do with comments."""

from comments.views.checker import ask_now
from comments.views.mail import mail, mail_asked, mail_confirm, mail_stop, mail_yours
from comments.views.own import edit, own, withdraw
from comments.views.personal import yours_erase, yours_export
from comments.views.posting import post_comment, reply
from comments.views.privacy import privacy
from comments.views.reading import count, permalink, replies
from comments.views.reporting import report, reported

__all__ = [
    "ask_now",
    "count",
    "edit",
    "mail",
    "mail_asked",
    "mail_confirm",
    "mail_stop",
    "mail_yours",
    "own",
    "permalink",
    "post_comment",
    "privacy",
    "replies",
    "reply",
    "report",
    "reported",
    "withdraw",
    "yours_erase",
    "yours_export",
]
