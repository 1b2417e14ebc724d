"""The front page: a lead story, the newest articles, and a few of each subject."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Article, Category, Placement
from articles.models.shelf import FRONT, LEAD
from articles.reading import in_order

# How many stand below the lead story, how many subjects there are at most, and how much of each.
LATEST, SECTIONS, IN_SECTION = 6, 6, 4
# Among so many of the newest articles the most discussed ones are looked for.
RECENT = 60


@dataclass(frozen=True)
class Section:
    """A subject and some of its newest articles."""

    category: Category
    articles: list[Article]


@dataclass(frozen=True)
class FrontPage:
    """What stands on the front page; `older` is the place from which the next page goes on."""

    lead: Article | None
    latest: list[Article]
    sections: list[Section]
    recent_ids: list[int]
    older: str | None

    @property
    def articles(self) -> list[Article]:
        """All that have a card here."""
        lead = [self.lead] if self.lead else []
        return [*lead, *self.latest, *(card for part in self.sections for card in part.articles)]


def front_page() -> FrontPage:
    """Five queries, and no article twice."""
    recent = list(Placement.objects.on(FRONT)[:RECENT])
    top = list(Category.objects.filter(parent=None)[:SECTIONS])
    enough = 1 + LATEST + IN_SECTION
    newest = Placement.objects.newest_on_each([LEAD, *(each.shelf for each in top)], enough)
    recent_ids = [placement.article_id for placement in recent]
    lead_ids = (newest[LEAD] or recent_ids)[:1]
    latest = [placement for placement in recent if placement.article_id not in lead_ids][:LATEST]
    latest_ids = [placement.article_id for placement in latest]
    above = {*lead_ids, *latest_ids}
    in_sections = _each_once([newest[each.shelf] for each in top], above)
    wanted = [*above, *(pk for pks in in_sections for pk in pks)]
    found = {card.pk: card for card in in_order(Article.objects.for_cards(), wanted)}
    sections = [
        Section(category, [found[pk] for pk in pks if pk in found])
        for category, pks in zip(top, in_sections, strict=True)
    ]
    last = latest[-1] if latest else None
    return FrontPage(
        lead=next((found[pk] for pk in lead_ids if pk in found), None),
        latest=[found[pk] for pk in latest_ids if pk in found],
        sections=[section for section in sections if section.articles],
        recent_ids=recent_ids,
        older=str(last.place) if last and last != recent[-1] else None,
    )


def _each_once(lists: list[list[int]], above: set[int]) -> list[list[int]]:
    taken, found = set(above), []
    for pks in lists:
        chosen = [pk for pk in pks if pk not in taken][:IN_SECTION]
        taken.update(chosen)
        found.append(chosen)
    return found
