"""What templates show of comments: an article's page, lists of articles, the desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.cards import Card
from articles.models import Article
from comments import notice as notices
from comments import orders, rights, standing, threads
from comments.blank_form import blank_fields, examples
from comments.desk import tabs
from comments.entries import Entry
from comments.models import Comment, HistoryEntry, ThreadCount
from comments.models.moderation import THREADS
from fitsite.addresses import address_of
from fitsite.fragments import fragment
from fitsite.page_cache.sharing import depends_on
from fitsite.postgresql.planning import planned_each_time
from fitsite.prepared import Prepared

register = template.Library()
MOST_DISCUSSED = 5
# What histories call by a name of their own, as the desk's pages call it.
CALLED = {
    "akismet": "Akismet",
    "hold": "No spam checker",
    "moderator": "Somebody who is gone",
    "reader": "Its author",
    "rules": "Rules of this site",
    "strangers": "Rule: what waits",
    "links": "Rule: links",
    "pace": "Rule: floods",
    "repeats": "Rule: copies",
}


def _ranked(pks: Any, now: Any) -> QuerySet[ThreadCount, Any]:
    public = Article.objects.published(now).filter(pk__in=pks)
    counted = ThreadCount.objects.filter(article__in=public, published__gt=0)
    ranked = counted.order_by("-published", "-article_id")
    return ranked.values_list("published", "article__title", "article__slug")[:MOST_DISCUSSED]


_COUNTS = Prepared(
    lambda pks: ThreadCount.objects.filter(article__pk__in=pks).values_list(
        "article_id", "published"
    )
)
_RANKED = Prepared(_ranked)


@register.inclusion_tag("comments/_section.html", takes_context=True)
def comment_section(context: dict[str, Any], article: Article) -> dict[str, Any]:
    """The thread, its paging, the form and the notice of one article. Two queries, or three."""
    request = context["request"]
    terms, published = threads.shown_on(request, article)
    return {
        **orders.asked_for(request, article, terms),
        "article": article,
        "count": published,
        "is_open": terms.are_open,
        "fields": blank_fields(),
        "notice": notices.notice(),
    }


register.simple_tag(examples, name="markup_examples")


@register.simple_tag
def thread(comments: Sequence[Entry]) -> SafeString:
    """Comments with the replies to them, as items of a list."""
    return fragment("comments/_thread.jinja", comments=comments)


@register.inclusion_tag("comments/_notice.html")
def comment_notice() -> dict[str, Any]:
    """Who checks comments on this site."""
    return {"notice": notices.notice()}


@register.inclusion_tag("comments/_desk_banner.html", takes_context=True)
def desk_banner(context: dict[str, Any]) -> dict[str, Any]:
    """What staff must know about the spam check, for the admin's pages."""
    user = context["request"].user
    return {"state": standing.standing() if user.has_perm("comments.view_comment") else None}


@register.inclusion_tag("desk/_now.html", takes_context=True)
def desk_now(context: dict[str, Any]) -> dict[str, Any]:
    """What waits for whoever decides about comments, for the first page of the admin."""
    user = context["request"].user
    if not rights.decides_some(user):
        return {"tabs": []}
    with planned_each_time():
        return {"tabs": tabs.counted(user, Comment.objects.decidable_by(user), tabs.WAITING)}


@register.simple_tag(takes_context=True)
def comment_counts(context: dict[str, Any], cards: Iterable[Card]) -> dict[int, int]:
    """How many comments each of these articles has. One query."""
    depends_on(context["request"], THREADS)
    pks = [card["pk"] for card in cards]
    return dict(_COUNTS.run(pks=pks)) if pks else {}


@register.simple_tag(takes_context=True)
def most_discussed(context: dict[str, Any], article_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Which of these articles have most comments, the most discussed first. One query."""
    depends_on(context["request"], THREADS)
    ranked = _RANKED.run(pks=list(article_ids), now=timezone.now()) if article_ids else ()
    return [
        {"comments": count, "title": title, "address": address_of("articles:article", slug)}
        for count, title, slug in ranked
    ]


@register.filter
def thousands(number: int) -> str:
    """A number as people read it."""
    return f"{number:,}"


@register.filter
def called(name: str) -> str:
    """A checker or a rule, as people know it."""
    return CALLED.get(name) or name[:1].upper() + name[1:]


@register.filter
def who_did(entry: HistoryEntry) -> str:
    """The person, or else the checker or rule that made an entry."""
    return entry.actor.get_username() if entry.actor else called(entry.rule)


@register.filter
def yes_or_no(kept: str) -> str:
    """What a box held, as its history keeps it; anything else as it is."""
    return {"True": "Yes", "False": "No"}.get(kept, kept)
