"""What a letter that calls people says: what still waits as it is written, article by article."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from articles.models import Article
from comments import rights
from comments.mail.calling import addresses, authors
from comments.mail.letters import LONGEST_NAME, plain
from comments.models import Call, CommentSettings, Report, Revision
from comments.models.revision import Standing
from comments.models.settings import Pace
from comments.states import Basis, Status
from fitsite.accounts.models import User
from fitsite.letters.contents import Contents
from fitsite.letters.models import Letter
from fitsite.plain_text import one_line

# So many articles are named, and so many comments quoted of each, with so many characters.
ARTICLES, QUOTES, FIRST_WORDS = 10, 3, 120
Kind = Call.Kind
SAID = {
    Kind.HELD: ("comment waits", "comments wait"),
    Kind.EDIT: ("change waits", "changes wait"),
    Kind.REPORT: ("reported comment", "reported comments"),
}
# Of a flood, each comment would bring its article's whole text along.
_PRINTED = (
    *("kind", "about", "comment__name", "comment__body_html"),
    *("comment__article__title", "comment__article__slug"),
)
TABS = {Kind.HELD: "held", Kind.EDIT: "edits", Kind.REPORT: "reported"}


@dataclass(frozen=True)
class Under:
    """What waits under one article. `quotes` are names with the first words of comments."""

    title: str
    parts: list[tuple[str, str]]
    quotes: list[tuple[str, str]]


def waiting(letter: Letter) -> Contents | None:
    """Tell what waits for a person; None where nothing does any more, or nobody asks for it."""
    chosen = CommentSettings.objects.current()
    user = letter.context.get("user")
    author = _author(letter, chosen) if user else None
    listed = user is None and letter.to in addresses(chosen)
    if chosen.mail_pace == Pace.NEVER or not (author or listed):
        return None
    calls = _still_waiting(letter.context["batch"])
    if author:
        calls = calls.filter(comment__article__authors__user=author)
    articles = _by_article(calls)
    if not articles:
        return None
    # The queue shows each author what they decide about, and these are their own articles.
    decides = author is None or rights.decides_some(author)
    context: dict[str, Any] = {
        "count": sum(len({call.comment_id for call in under}) for under in articles.values()),
        "articles": [_under(*each, decides=decides) for each in list(articles.items())[:ARTICLES]],
        "more": max(0, len(articles) - ARTICLES),
        "queue": settings.SITE_URL + reverse("desk:queue") if decides else "",
        "own": settings.SITE_URL + reverse("admin:comments_authormail_changelist") if user else "",
    }
    return Contents(context)


def _author(letter: Letter, chosen: CommentSettings) -> User | None:
    """The author who wishes the letter, if they still do and still have this address."""
    mine = authors(chosen, letter.context["batch"]).filter(user=letter.context["user"]).first()
    return mine.user if mine and mine.user.email.lower() == letter.to else None


def _still_waiting(batch: str) -> QuerySet[Call]:
    edits = Revision.objects.filter(standing=Standing.WAITING)
    still = (
        Q(kind=Kind.HELD, comment__status=Status.HELD, comment__basis=Basis.RULE)
        | Q(kind=Kind.EDIT, about__in=edits.values("pk"))
        | Q(kind=Kind.REPORT, about__in=Report.objects.open().values("pk"))
    )
    return Call.objects.filter(still, batch=batch).order_by("pk")


def _by_article(calls: QuerySet[Call]) -> dict[Article, list[Call]]:
    found: defaultdict[Article, list[Call]] = defaultdict(list)
    for call in calls.select_related("comment__article").only(*_PRINTED):
        found[call.comment.article].append(call)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _under(article: Article, calls: list[Call], *, decides: bool) -> Under:
    counts = Counter(Kind(kind) for kind, _ in {(call.kind, call.comment_id) for call in calls})
    parts = [
        (_said(kind, counts[kind]), _link(kind, article) if decides else _address(article))
        for kind in Kind
        if counts[kind]
    ]
    quoted = [call.comment for call in calls if call.kind == Kind.HELD][:QUOTES]
    quotes = [
        (one_line(plain(comment.name), LONGEST_NAME), one_line(plain(comment.words), FIRST_WORDS))
        for comment in quoted
    ]
    return Under(article.title, parts, quotes)


def _said(kind: Kind, number: int) -> str:
    return f"{number} {SAID[kind][number != 1]}"


def _link(kind: Kind, article: Article) -> str:
    """A view of the queue, which asks who one is, and changes nothing by being looked at."""
    return f"{settings.SITE_URL}{reverse('desk:queue')}?tab={TABS[kind]}&article={article.pk}"


def _address(article: Article) -> str:
    """Where an author who decides nothing can look."""
    return settings.SITE_URL + article.get_absolute_url()
