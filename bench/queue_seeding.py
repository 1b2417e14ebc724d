"""Fills an empty database with comments in all states, as a moderator finds them.

`python -m bench.queue_seeding --comments 1000`; the database is that of the environment. A page of
the queue shows as many cards at any size, so that what is compared is the looking for them: each
state holds a fifth of all comments, half of them by one busy author on one article, and RARE by
another author, spread over the whole time. The rest is by people who wrote twenty each. A quarter
of all is one campaign, a seventh is small ones, and most of what the checker put in Spam is
doubtful. Every comment has a text and two lines of history. The rows go straight into the tables.

Two users decide only about comments under their own articles: BUSY_AUTHOR has the busy article and
some others, RARE_AUTHOR the one on which the rare author wrote.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import timedelta
from itertools import zip_longest
from random import Random
from typing import TYPE_CHECKING

import django

from bench.databases import hand_over
from bench.seeding import batches, prose

if TYPE_CHECKING:
    from comments.models import Comment
    from fitsite.accounts.models import User

SPAN = timedelta(days=730)
STATES = {
    "held": ["rule", "person"],
    "spam": ["spam", "person"],
    "published": ["ham", "person"],
    "removed": ["person", "author"],
    "unchecked": ["", ""],
}
# Comments of each state that the rare author wrote; one in so many is reported, or edited.
RARE = 30
REPORTED, EDITED = 7, 7
# One comment in so many says "saffron", or more where a page would not be full of them.
SOME = 100
# What a comment in Spam may have for its doubt.
DOUBTS = [5, -4, 3, 2, 7, 1, 9, 4, 12, 6]
# One comment in so many of a state stands there for the second reason of STATES.
SECOND_REASON = 6
# One comment in so many is in the large campaign; the small ones have about five members.
IN_THE_LARGE, IN_SMALL = 4, 7
BUSY_AUTHOR, RARE_AUTHOR = "busy-author", "rare-author"
OWN_ARTICLES = 5


def main() -> None:
    """Fill it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, required=True)
    size = parser.parse_args().comments
    django.setup()
    fill(Random(11), size)


def fill(random: Random, size: int) -> None:
    """Store everything."""
    from articles.models import Article  # noqa: PLC0415 - after the environment has been set
    from comments.models import Comment  # noqa: PLC0415
    from comments.numbers.counting import count_all  # noqa: PLC0415
    from comments.reconciler import reconcile  # noqa: PLC0415

    busy, rare = _author(BUSY_AUTHOR), _author(RARE_AUTHOR)
    owners = [busy, rare, *[busy] * (OWN_ARTICLES - 1)]
    articles = Article.objects.bulk_create(
        Article(title=f"Article {n}", slug=f"article-{n}", body="<p>Text.</p>", created_by=owner)
        for n, owner in zip_longest(range(max(size // 1000, 10)), owners)
    )
    _make_campaigns(size)
    for batch in batches(_comments(random, size, [article.pk for article in articles])):
        Comment.objects.bulk_create(batch)
    _surround(size)
    hand_over()
    count_all()
    reconcile()


def _author(name: str) -> User:
    """One who decides about comments under own articles alone."""
    from django.contrib.auth.models import Permission  # noqa: PLC0415

    from fitsite.accounts.models import User  # noqa: PLC0415

    author = User.objects.create(username=name, is_staff=True)
    author.user_permissions.add(Permission.objects.get(codename="moderate_own_articles"))
    return author


def _make_campaigns(size: int) -> None:
    """The large one is the first; `_surround` counts their members."""
    from django.utils import timezone  # noqa: PLC0415

    from comments.models import Campaign  # noqa: PLC0415

    at = timezone.now()
    small = size // IN_SMALL // 5
    Campaign.objects.bulk_create(Campaign(first_at=at, last_at=at) for _ in range(1 + small))


def _campaign(random: Random, size: int) -> int | None:
    """Of a comment, if it is in one."""
    if random.randrange(IN_THE_LARGE) == 0:
        return 1
    return random.randrange(size // IN_SMALL // 5) + 2 if random.randrange(IN_SMALL) == 0 else None


def _comments(random: Random, size: int, articles: list[int]) -> Iterator[Comment]:
    from django.utils import timezone  # noqa: PLC0415

    from comments.models import Comment  # noqa: PLC0415
    from comments.models.threading import path_step  # noqa: PLC0415

    now, every = timezone.now(), size // len(STATES) // RARE
    some = min(SOME, every)
    for pk in range(1, size + 1):
        at_state, of_state = pk % len(STATES), pk // len(STATES)
        status = list(STATES)[at_state]
        person, article = random.randrange(size // 20), random.choice(articles[2:])
        name, domain, network = f"Reader {person}", f"host{person}.example", _network(person)
        words = prose(random, 30)
        if of_state % every == 0:
            name, domain, network, article = "Rare", "rare.example", "10.255.0.2", articles[1]
            words += " Marzipan."
        elif of_state % 2:
            name, domain, network, article = "Busy", "busy.example", "10.255.0.1", articles[0]
        if of_state % some == 10 % some:
            words += " Saffron."
        basis = STATES[status][of_state % SECOND_REASON == 2]
        # More and more of them: a fifth came on the last day.
        at = now - SPAN * (1 - pk / size) ** 4
        public = {"published_at": at, "place": 0} if status in {"published", "removed"} else {}
        yield Comment(
            pk=pk,
            root_id=pk,
            path=path_step(pk),
            article_id=article,
            name=name,
            email=f"{name.lower().replace(' ', '')}@{domain}",
            address=network,
            network=network,
            body=words,
            body_html=f"<p>{words}</p>",
            created_at=at,
            status=status,
            basis=basis,
            doubt=random.choice(DOUBTS) if basis == "spam" else None,
            doubt_why="no links, no rule objects" if basis == "spam" else "",
            campaign_id=_campaign(random, size),
            is_compared=True,
            why="Seeded",
            status_changed_at=at,
            **public,
        )


def _network(person: int) -> str:
    return f"10.{person >> 16}.{person >> 8 & 255}.{person & 255}"


def _surround(size: int) -> None:
    """Texts, history, reports and waiting edits, made of the comments by the database itself."""
    from django.db import connection  # noqa: PLC0415

    text = "INSERT INTO comments_revision (comment_id, number, body, standing, created_at) SELECT"
    line = (
        "INSERT INTO comments_historyentry"
        " (comment_id, at, rule, from_status, to_status, why, evidence)"
        " SELECT id, created_at, 'seed',"
    )
    report = "INSERT INTO comments_report (comment_id, reason, words, network, created_at) SELECT"
    # As many at any size: moderators deal with them, or they would not be one in a hundred.
    few = (
        "FROM comments_comment WHERE status = 'published'"
        f" AND (email_domain = 'rare.example' OR id > {size - 1000} AND id % {{}} = {{}})"
    )
    statements = [
        f"{text} id, 1, body, 'in_force', created_at FROM comments_comment",
        f"{text} id, 2, body, 'waiting', created_at {few.format(EDITED, 0)}",
        f"{line} '', 'unchecked', 'Received', '{{}}' FROM comments_comment",
        f"{line} 'unchecked', status, 'Seeded', '{{}}' FROM comments_comment",
        f"{report} id, 'other', '', '', created_at {few.format(REPORTED, 1)}",
        _members(),
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _members() -> str:
    """Counts each campaign's members, and names the latest."""
    states = ", ".join(STATES)
    kept = [f"count(CASE WHEN status = '{state}' THEN 1 END) AS {state}" for state in STATES]
    return (
        f"UPDATE comments_campaign SET (members, latest_id, {states})"
        f" = (counted.members, counted.latest_id, {', '.join(f'counted.{s}' for s in STATES)})"
        f" FROM (SELECT campaign_id, count(*) AS members, max(id) AS latest_id, {', '.join(kept)}"
        " FROM comments_comment WHERE campaign_id IS NOT NULL GROUP BY campaign_id) AS counted"
        " WHERE counted.campaign_id = comments_campaign.id"
    )


if __name__ == "__main__":
    main()
