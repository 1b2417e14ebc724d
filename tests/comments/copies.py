"""Copies of one spam as they come in life: each with other names, links, spacing and letters."""

from __future__ import annotations

from random import Random

SPAM = (
    "Hello {name}! I was broke and tired until I met a trader called {trader} who doubled my"
    " savings in {days} days. No risk, no experience, no questions asked. Thousands of ordinary"
    " families already earn money from home while they sleep. Write to {trader} today at {link} and"
    " tell them that {name} sent you, before all the places are taken!"
)
NAMES = ["Ann", "Bartholomew", "Cleo", "Dmitri", "Eve", "Fitzgerald", "Gus", "Henrietta"]
LOOK_ALIKES = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р"}


def copy_of(text: str, number: int) -> str:
    """One copy; the same number gives the same."""
    random = Random(number)
    host = f"{random.choice('abcdefgh')}{number}.{random.choice(['example', 'test'])}"
    link = f"https://{host}/?r={number}"
    filled = text.format(
        name=random.choice(NAMES),
        trader=random.choice(NAMES),
        days=random.randrange(2, 90),
        link=link,
    )
    before, _, after = filled.partition(link)
    return _varied(before, random) + link + _varied(after, random)


def _varied(text: str, random: Random) -> str:
    return "".join(_letter(letter, random) for letter in text)


def _letter(letter: str, random: Random) -> str:
    chance = random.random()
    if letter == " " and chance < 0.2:
        return random.choice(["  ", "\n", "\u00a0", " \u200b", " - "])
    if letter in LOOK_ALIKES and chance < 0.1:
        return LOOK_ALIKES[letter]
    return letter.upper() if chance < 0.05 else letter
