"""In what the copies of one comment differ: names, hosts, networks, and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from comments.likeness import Likeness
from comments.models import Campaign, Comment

# So many members are looked at, the latest ones; the counts are of all.
LOOKED_AT = 100
# So many are compared word by word, each up to so many words.
COMPARED, WORDS = 3, 300


class Part(NamedTuple):
    """Some words, and whether a copy has them "more", the specimen does ("less"), or both ("")."""

    words: str
    change: str


@dataclass(frozen=True, kw_only=True)
class Differences:
    """What the latest members have; each list without repetitions."""

    specimen: Comment | None
    looked_at: int
    names: Sequence[str]
    hosts: Sequence[str]
    networks: Sequence[str]
    articles: Sequence[str]
    copies: Sequence[Sequence[Part]]


def differences(campaign: Campaign) -> Differences:
    """Look at the latest members. One query."""
    found = campaign.comments.select_related("article").order_by("-pk")
    members = list(found.defer("article__body", "article__summary", "body_html")[:LOOKED_AT])
    written = [member for member in members if member.body]
    specimen, others = (written[0], written[1:]) if written else (None, [])
    differing = _differing(specimen, others) if specimen else []
    return Differences(
        specimen=specimen,
        looked_at=len(members),
        names=_each_once(member.name for member in members),
        hosts=_each_once(host for each in written for host in sorted(_hosts(each))),
        networks=_each_once(member.network for member in members),
        articles=_each_once(member.article.title for member in members),
        copies=[compare(specimen.body, other.body) for other in differing] if specimen else [],
    )


def compare(specimen: str, copy: str) -> list[Part]:
    """The copy word by word beside the specimen."""
    before, after = specimen.split()[:WORDS], copy.split()[:WORDS]
    parts = []
    for change, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if change == "equal":
            parts.append(Part(" ".join(before[a:b]), ""))
        if change in ("replace", "delete"):
            parts.append(Part(" ".join(before[a:b]), "less"))
        if change in ("replace", "insert"):
            parts.append(Part(" ".join(after[c:d]), "more"))
    return parts


def _differing(specimen: Comment, others: Sequence[Comment]) -> list[Comment]:
    """Some others, each with a text of its own."""
    texts = {specimen.body: specimen}
    for other in others:
        texts.setdefault(other.body, other)
    return list(texts.values())[1 : 1 + COMPARED]


def _hosts(comment: Comment) -> frozenset[str]:
    return Likeness(comment.body, comment.website).hosts


def _each_once(words: Iterator[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]
