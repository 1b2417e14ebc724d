"""The front page: a lead story, the newest articles, and a few of each subject."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, takewhile

from articles.cards import Card, cards
from articles.models import Category
from articles.models.shelf import FRONT, LEAD
from articles.reading import newest, newest_on_each
from fitsite.prepared import Prepared

# How many stand below the lead story, how many subjects there are at most, and how much of each.
LATEST, SECTIONS, IN_SECTION = 6, 6, 4
# Among so many of the newest articles the most discussed ones are looked for.
RECENT = 60

_SUBJECTS = Prepared(lambda: Category.objects.filter(parent=None)[:SECTIONS])


@dataclass(frozen=True)
class Section:
    """A subject and some of its newest articles."""

    category: Category
    cards: list[Card]


@dataclass(frozen=True)
class FrontPage:
    """What stands on the front page; `older` is the place from which the next page goes on.

    That page begins with the newest article that does not stand here; None where all do.
    """

    leading: list[Card]
    latest: list[Card]
    sections: list[Section]
    recent_ids: list[int]
    older: str | None

    @property
    def cards(self) -> list[Card]:
        """All of them that tell how many comments there are."""
        return [*self.leading, *self.latest]


def front_page() -> FrontPage:
    """What stands there now, no article twice. Five queries."""
    recent = newest(FRONT, RECENT)
    top = _SUBJECTS.run()
    enough = 1 + LATEST + IN_SECTION
    filed = newest_on_each([LEAD, *(each.shelf for each in top)], enough)
    lead = (filed[LEAD] or recent)[:1]
    latest = [pk for pk in recent if pk not in lead][:LATEST]
    lists = [lead, latest]
    lists += _each_once([filed[each.shelf] for each in top], above=set(chain(*lists)))
    found = {card["pk"]: card for card in cards(chain(*lists))}
    leading, below, *inside = [[found[pk] for pk in pks if pk in found] for pks in lists]
    shown = list(takewhile(set(chain(*lists)).__contains__, recent))
    places = [found[pk]["place"] for pk in shown if pk in found]
    return FrontPage(
        leading=leading,
        latest=below,
        sections=[Section(*each) for each in zip(top, inside, strict=True) if each[1]],
        recent_ids=recent,
        older=str(places[-1]) if places and shown != recent else None,
    )


def _each_once(lists: list[list[int]], above: set[int]) -> list[list[int]]:
    """The first few of each list that stand neither above nor in a list before it."""
    chosen = []
    for pks in lists:
        chosen.append([pk for pk in pks if pk not in above][:IN_SECTION])
        above = above.union(chosen[-1])
    return chosen
