"""What each letter says, looked up when it is sent; None where it is no longer true or wanted.

Of what strangers typed only plain words get into a letter: no links, no pictures, nothing unseen.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from articles.models import Article
from comments.mail.links import CONFIRM, STOP, YOURS
from comments.models import Comment, Reader, Subscription
from comments.models.subscription import Scope
from fitsite.letters.contents import Contents
from fitsite.letters.delivery import digest, host
from fitsite.letters.models import Letter
from fitsite.plain_text import one_line, shortened, without_controls, without_links

LONGEST_NAME = 60
LONGEST_TEXT = 600


def confirm(letter: Letter) -> Contents | None:
    """Ask whoever reads the mail whether they want more of it."""
    asked = Subscription.objects.live().filter(
        pk=letter.context["subscription"], confirmed_at=None, reader__silent_since=None
    )
    subscription = asked.select_related("reader").first()
    comment = _readable(letter.context["comment"])
    if subscription is None or comment is None:
        return None
    link = CONFIRM.to(subscription.pk, comment.pk)
    return Contents({**_about(comment), "link": link})


def reply(letter: Letter) -> Contents | None:
    """Tell of a new comment that concerns a subscription."""
    active = Subscription.objects.active().filter(pk=letter.context["subscription"])
    subscription = active.select_related("reader").first()
    comment = _readable(letter.context["comment"])
    if subscription is None or comment is None:
        return None
    stop = STOP.to(subscription.pk)
    words = {
        **_about(comment),
        "name": one_line(plain(comment.name), LONGEST_NAME),
        "text": _quoted(comment.words),
        "is_answer": subscription.scope == Scope.ANSWERS,
        "stop": stop,
        "all_mail": settings.SITE_URL + reverse("comments:mail"),
    }
    return Contents(words, {**_threading(comment, letter.to), **_list(comment, stop)})


def published(letter: Letter) -> Contents | None:
    """Tell its author that a comment that had to wait is published."""
    comment = _readable(letter.context["comment"])
    if comment is None:
        return None
    mine = Subscription.objects.active().filter(
        article=comment.article_id, reader__address=letter.to
    )
    return Contents(_about(comment)) if mine.exists() else None


def yours(letter: Letter) -> Contents | None:
    """Send the link to the page of all that is kept under an address."""
    reader = Reader.objects.filter(pk=letter.context["reader"], silent_since=None).first()
    return Contents({"link": YOURS.to(reader.pk)}) if reader else None


def _readable(pk: int) -> Comment | None:
    """A comment that the public can read as this letter is written."""
    comment = Comment.objects.published().filter(pk=pk).first()
    if comment is None:
        return None
    article = Article.objects.published().filter(pk=comment.article_id).first()
    if article is None:
        return None
    comment.article = article
    return comment


def _about(comment: Comment) -> dict[str, Any]:
    return {
        "title": comment.article.title,
        "comment_url": settings.SITE_URL + comment.get_absolute_url(),
    }


def _quoted(words: str) -> str:
    return shortened(plain(words).strip(), LONGEST_TEXT)


def plain(typed: str) -> str:
    """What a stranger typed, in plain words."""
    # What is not seen goes first: an address may be in two parts around it.
    return without_links(without_controls(typed))


def _threading(comment: Comment, to: str) -> dict[str, str]:
    """Names by which mail programs put the letters about one article under one another.

    The same for one comment and one reader whenever it is written, and of nobody else.
    """
    mine = digest(to)
    above = [f"comment-{pk}" for pk in comment.above().values_list("pk", flat=True)]
    names = [f"article-{comment.article_id}", *above, f"comment-{comment.pk}"]
    *before, own = [f"<{name}.{mine}@{host()}>" for name in names]
    return {"Message-ID": own, "In-Reply-To": before[-1], "References": " ".join(before)}


def _list(comment: Comment, stop: str) -> dict[str, str]:
    """RFC 2919 and RFC 8058: which list it is, and how a mail program's own button ends it."""
    return {
        "List-Id": f"<article-{comment.article_id}.comments.{host()}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
