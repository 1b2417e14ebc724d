"""From a submission to the fields that Akismet is asked about: frozen once, sent as they are.

Each field stands here once, with the words in which /privacy/comments/ explains it to readers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings

from articles.opening import filed_under
from comments.spam.evidence import TRAP_FIELD, Submission

Value = str | list[str]


class Source(NamedTuple):
    """Where a field's value comes from, and what readers are told of it."""

    value: Callable[[Submission], Value]
    explained: str


def freeze(submission: Submission) -> dict[str, Value]:
    """The fields of one question; empty ones are left out, since they say nothing."""
    fields = {name: source.value(submission) for name, source in SOURCES.items()}
    return {name: value for name, value in fields.items() if value}


def _utc(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _role(submission: Submission) -> str:
    # `administrator` makes Akismet answer ham whatever the text, so it is never sent.
    if submission.user is None:
        return ""
    return "editor" if submission.user.is_staff else "subscriber"


SOURCES: dict[str, Source] = {
    "blog": Source(lambda _: settings.SITE_URL, "the address of this site"),
    "user_ip": Source(lambda sent: sent.address, "your network (IP) address"),
    "user_agent": Source(lambda sent: sent.user_agent, "the name of your browser"),
    "referrer": Source(
        lambda sent: sent.referrer, "the address of the page from which you sent the comment"
    ),
    "permalink": Source(
        lambda sent: settings.SITE_URL + sent.article.get_absolute_url(),
        "the address of the article",
    ),
    "comment_type": Source(
        lambda sent: "reply" if sent.parent else "comment",
        "whether you answer the article or another comment",
    ),
    "comment_author": Source(lambda sent: sent.name, "the name that you typed"),
    "comment_author_email": Source(lambda sent: sent.email, "the e-mail address that you typed"),
    "comment_author_url": Source(
        lambda sent: sent.website, "the website that you typed, if you did"
    ),
    "comment_content": Source(lambda sent: sent.body, "the comment itself"),
    "comment_date_gmt": Source(lambda sent: _utc(sent.sent_at), "the time at which you sent it"),
    "comment_post_modified_gmt": Source(
        lambda sent: _utc(sent.article.publish_at), "when the article was published"
    ),
    "comment_context[]": Source(
        lambda sent: filed_under(sent.article), "the article's tags and categories"
    ),
    "comment_parent": Source(
        lambda sent: str(sent.parent.pk) if sent.parent else "",
        "the number of the comment that you answer, if you do",
    ),
    "blog_lang": Source(
        lambda _: settings.LANGUAGE_CODE.replace("-", "_").lower(), "the language of this site"
    ),
    "blog_charset": Source(lambda _: "UTF-8", "how the text is encoded"),
    "user_role": Source(_role, "your role here, if you are signed in"),
    "honeypot_field_name": Source(
        lambda _: TRAP_FIELD, "the name of a form field that people do not see"
    ),
    TRAP_FIELD: Source(lambda sent: sent.trap, "what was typed into that field, if anything was"),
}
