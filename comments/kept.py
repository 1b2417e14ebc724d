"""What is kept of a person, why, who sees it and until when: the page about privacy prints this.

`fields` name each column that holds it. tests/comments/test_what_is_kept.py compares them with the
database, so that nothing can be kept that the page does not tell.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from comments.models import CommentSettings
from comments.models.reader import ASKED_FOR
from comments.models.subscription import ENDED_FOR, UNCONFIRMED_FOR
from comments.retention import evidence_days
from fitsite.letters.models.letter import KEPT_FOR

ERASED = "Until you have it erased."


@dataclass(frozen=True)
class Kept:
    """One row of the table."""

    what: str
    why: str
    seen_by: str
    until: str
    fields: tuple[str, ...]


def kept() -> list[Kept]:
    """The rows, with the periods of this site."""
    days = evidence_days()
    evidence = f"{days} days, or until you have it erased."
    return [
        Kept(
            "Your comment, each text that you gave it, and your name and website; and numbers made"
            " of the text, by which copies of it are found",
            "It is what you want to say, and who says it.",
            "Everybody, once it is published. Else the site’s moderators.",
            f"{ERASED} A withdrawn comment, and blatant spam, lose their text after"
            f" {settings.DISCARDED_TEXT_DAYS} days.{_of_spam()}",
            (
                *("comment.name", "comment.website", "comment.body", "comment.body_html"),
                *("comment.body_digest", "revision.body", "fingerprint.key"),
            ),
        ),
        Kept(
            "Your e-mail address",
            "To tell one commenter from another, and to write to you if you ask for it.",
            "The site’s moderators.",
            ERASED,
            ("comment.email", "comment.email_domain", "reader.address", "erasure.address"),
        ),
        Kept(
            "Your network (IP) address",
            "To defend the site against floods and spam.",
            "The site’s moderators.",
            evidence,
            ("comment.address", "comment.network", "daytally.key"),
        ),
        Kept(
            "What was sent for the spam check: the table above, with the name of your browser",
            "To put the same question again, and to correct the check when it was wrong.",
            "The site’s moderators, and the service named above.",
            evidence,
            ("check.fields", "feedback.fields"),
        ),
        Kept(
            "What you typed into a field that people do not see, if you did; a link to your website"
            " that a moderator took out",
            "Programs that post spam fill in such fields. What moderators do can be undone.",
            "The site’s moderators.",
            ERASED,
            ("historyentry.evidence",),
        ),
        Kept(
            "Which articles you want mail about, and when you said so",
            "To send it, and to prove that you asked for it.",
            "The site’s administrators.",
            f"{ERASED} A wish that you never confirmed: {UNCONFIRMED_FOR.days} days."
            f" An ended one: {ENDED_FOR.days} days.",
            ("comment.wants_mail", "subscription.reader", "subscription.confirmed_at"),
        ),
        Kept(
            "That a letter went to you, not what it said",
            "To find out why one did not arrive.",
            "The site’s administrators.",
            f"{KEPT_FOR.days} days, or until you have it erased.",
            ("letter.to", "letter.context", "letter.headers"),
        ),
        Kept(
            "A report that you send about a comment: your words, and your network address",
            "For moderators to judge it, and so that nobody sends hundreds.",
            "The site’s moderators see the words, nobody the address.",
            f"The address {days} days; the words as long as the comment.",
            ("report.words", "report.network"),
        ),
        Kept(
            "That your name, e-mail address or network address is blocked, if it is, and why",
            "To keep away those who do harm here.",
            "The site’s moderators.",
            "As long as it is blocked. The network address itself is forgotten after"
            f" {settings.EVIDENCE_DAYS} days, name and e-mail so long after the block has ended,"
            " and the e-mail when you have it erased. What is left then is a keyed hash.",
            ("block.value", "block.key", "block.why"),
        ),
        Kept(
            "By which network a link to your data was asked for",
            "So that nobody fills your mailbox.",
            "Nobody.",
            f"{ASKED_FOR.days} day.",
            ("reader.asked_from",),
        ),
    ]


def _of_spam() -> str:
    days = CommentSettings.objects.current().spam_days
    return "" if days is None else f" What was found to be spam is deleted {days} days later."
