"""The words and patterns in force, made ready to be looked for.

Each process makes the list once for each version of it. The version comes with the owner's
settings, which every comment asks for, so that no comment is judged by a list older than itself.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from comments.models.block import Block
from comments.spam.blocking import Kind, Place
from comments.spam.folding import folded, words_of
from comments.spam.patterns import BadPattern, compiled

logger = logging.getLogger(__name__)

# A match is quoted this far.
QUOTED = 60


class Hit(NamedTuple):
    """A block whose words stand somewhere, and what stands there."""

    block: Block
    place: Place
    matched: str


class WordList:
    """Words are looked up, however many there are; patterns are tried one by one."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._phrases: defaultdict[str, list[Block]] = defaultdict(list)
        self._patterns: list[tuple[Any, Block]] = []
        for block in blocks:
            if block.kind == Kind.WORD:
                self._phrases[folded(block.value)].append(block)
            else:
                self._add_pattern(block)
        self._lengths = sorted({phrase.count(" ") + 1 for phrase in self._phrases})

    def _add_pattern(self, block: Block) -> None:
        try:
            self._patterns.append((compiled(block.value), block))
        except BadPattern:
            # It was good when it was put there; another version of the engine may think otherwise.
            logger.exception("The pattern of block %s cannot be used any more", block.pk)

    def hits(self, texts: Mapping[Place, str]) -> list[Hit]:
        """What is found in these texts, each block once, in the order of the blocks."""
        now = timezone.now()
        found: dict[int, Hit] = {}
        for place, text in texts.items():
            for block, matched in [*self._words_in(text), *self._patterns_in(text)]:
                lasts = block.until is None or block.until > now
                if lasts and _looks_at(block, place):
                    found.setdefault(block.pk, Hit(block, place, matched))
        return [found[pk] for pk in sorted(found)]

    def _words_in(self, text: str) -> Iterator[tuple[Block, str]]:
        words = words_of(text) if self._phrases else []
        for length in self._lengths:
            for at in range(len(words) - length + 1):
                phrase = " ".join(words[at : at + length])
                for block in self._phrases.get(phrase, ()):
                    yield block, block.value

    def _patterns_in(self, text: str) -> Iterator[tuple[Block, str]]:
        for pattern, block in self._patterns:
            if match := pattern.search(text):
                yield block, match.group()[:QUOTED]


def _looks_at(block: Block, place: Place) -> bool:
    return block.place == place or (block.place == Place.ANYWHERE and place != Place.BROWSER)


_kept: tuple[UUID | None, WordList] = (None, WordList([]))


def word_list(version: UUID | None) -> WordList:
    """The list of this version, or a newer one. One query where it is new to this process."""
    global _kept  # noqa: PLW0603
    known, made = _kept
    if known != version:
        made = WordList(Block.objects.in_force().in_texts().order_by("pk"))
        _kept = (version, made)
    return made
