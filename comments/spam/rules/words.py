"""What people type is looked through for words and patterns of the owner's lists."""

from __future__ import annotations

from collections.abc import Iterator

from comments.spam.blocking import Place
from comments.spam.case import Case
from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from comments.spam.word_list import Hit, word_list
from fitsite.markup import links_in


def find(case: Case) -> Iterator[Finding]:
    """Whatever stands in any of the places that a block looks at."""
    for hit in word_list(case.owner.words_version).hits(_texts(case.sent)):
        effect = Effect(hit.block.effect)
        yield Finding(
            rule=hit.block.rule,
            effect=effect,
            why=_for_the_reader(hit) if effect is Effect.REFUSE else _for_moderators(hit),
            only_logged=hit.block.only_logs,
        )


def _texts(sent: Submission) -> dict[Place, str]:
    return {
        Place.TEXT: sent.body,
        Place.NAME: sent.name,
        Place.EMAIL: sent.email,
        Place.LINKS: "\n".join([sent.website, *links_in(sent.body_html)]),
        Place.BROWSER: sent.user_agent,
    }


def _for_the_reader(hit: Hit) -> str:
    if hit.place == Place.BROWSER:
        return "This site takes no comments from this browser."
    where = "" if hit.place == Place.TEXT else f" in {hit.place.label.lower()}"
    return f"This site takes no comments with “{hit.matched}”{where}."


def _for_moderators(hit: Hit) -> str:
    where = hit.place.label.lower()
    # What is in these is for those alone who may know addresses, and is forgotten after a time.
    if hit.place in {Place.EMAIL, Place.BROWSER}:
        return f"something stands in {where} (block {hit.block.pk})"
    return f"“{hit.matched}” stands in {where}"
