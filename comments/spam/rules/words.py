"""What people type is looked through for words and patterns of the owner's lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from comments.models.settings import CommentSettings
from comments.spam.blocking import Place
from comments.spam.case import Case
from comments.spam.findings import Effect, Finding
from comments.spam.word_list import Hit, word_list
from fitsite.markup import links_in


def find(case: Case) -> Iterator[Finding]:
    """Whatever stands in any of the places that a block looks at."""
    sent = case.sent
    texts = {
        Place.TEXT: sent.body,
        Place.NAME: sent.name,
        Place.EMAIL: sent.email,
        Place.LINKS: "\n".join([sent.website, *links_in(sent.body_html)]),
        Place.BROWSER: sent.user_agent,
    }
    return find_in(texts, case.owner)


def find_in(texts: Mapping[Place, str], owner: CommentSettings) -> Iterator[Finding]:
    """The rule itself, for as many of the places as there are."""
    for hit in word_list(owner.words_version).hits(texts):
        effect = Effect(hit.block.effect)
        why = _for_the_reader(hit) if effect is Effect.REFUSE else _for_moderators(hit)
        only_logged = hit.block.only_logs
        yield Finding(rule=hit.block.rule, effect=effect, why=why, only_logged=only_logged)


def _for_the_reader(hit: Hit) -> str:
    if hit.place == Place.BROWSER:
        return "This site takes no comments from this browser."
    where = "" if hit.place == Place.TEXT else f" in {hit.place.label.lower()}"
    return f"This site takes no comments with “{hit.matched}”{where}."


def _for_moderators(hit: Hit) -> str:
    return f"“{hit.matched}” stands in {hit.place.label.lower()}"
