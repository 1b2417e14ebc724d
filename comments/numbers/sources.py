"""Where the spam of a day came from: networks, e-mail hosts, and hosts that it links to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Q

from comments.models import HistoryEntry
from comments.models.history import HistoryQuerySet
from comments.models.numbers import What
from comments.states import Basis, Status
from fitsite.markup import links_in

# So many of each are kept of a day.
KEPT = 20
# In a flood the links of so many comments are looked at, the newest.
LOOKED_AT = 5000
_HOST = re.compile(r'https?://([^/"?#:]+)')


def sources(entries: HistoryQuerySet) -> Iterator[tuple[str, str, int]]:
    """The most frequent ones, with the number of comments that were found to be spam.

    What was taken for spam and is not any more does not count.
    """
    still = Q(comment__status=Status.SPAM) | Q(
        comment__status=Status.REMOVED, comment__basis=Basis.SPAM
    )
    spam = entries.moves().filter(still, to_status__in=[Status.SPAM, Status.REMOVED])
    for what, column in (
        (What.NETWORK, "comment__network"),
        (What.DOMAIN, "comment__email_domain"),
    ):
        grouped = spam.exclude(**{column: ""}).order_by().values_list(column)
        counted = grouped.annotate(number=Count("comment", distinct=True))
        for source, number in counted.order_by("-number", column)[:KEPT]:
            yield what, source, number
    for host, number in _hosts(spam).most_common(KEPT):
        yield What.HOST, host, number


def _hosts(spam: HistoryQuerySet) -> Counter[str]:
    # By time, in which the day is found: by number SQLite may walk back through all later days.
    newest = spam.order_by("-at", "-pk").values("pk")[:LOOKED_AT]
    texts = (
        HistoryEntry.objects.filter(pk__in=newest)
        .order_by()
        .values_list("comment__website", "comment__body_html", "comment")
    )
    found: Counter[str] = Counter()
    for website, body_html, _ in texts.distinct().iterator():
        found.update(hosts_of([website, *links_in(body_html)]))
    return found


def hosts_of(links: Iterable[str]) -> set[str]:
    """The hosts that links lead to, as people know them; not our own."""
    named = filter(None, map(_HOST.match, links))
    hosts = {host[1].lower().removeprefix("www.") for host in named}
    return hosts - {urlsplit(settings.SITE_URL).hostname}
