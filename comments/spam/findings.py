"""What a rule or a checker found, and the one function that turns findings into an outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from comments.states import Basis, Status


class Effect(StrEnum):
    """What a finding asks for, the strongest first: where there are several, that one is done.

    None of them publishes. What is refused is not stored; what goes to Spam by a rule is put to
    no checker; what is held is, and waits for a person even if the checker likes it.
    """

    REFUSE = "refuse"
    SPAM = "spam"
    HOLD = "hold"


_WOULD_HAVE = {
    Effect.REFUSE: "would have refused it",
    Effect.SPAM: "would have put it in Spam",
    Effect.HOLD: "would have held it",
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A rule's objection. `why` is read by the reader where it refuses, else by moderators.

    A rule that `only_logged` it has no effect: its history says what it would have had.
    """

    rule: str
    effect: Effect
    why: str
    only_logged: bool = False
    retry_after: int | None = None
    link: str = ""

    def asks_for(self, effect: Effect) -> bool:
        """Whether this is to be done, and not only logged."""
        return self.effect is effect and not self.only_logged

    @property
    def would_have(self) -> str:
        """What a rule that only logs says in a comment's history."""
        return f"Only logged, {_WOULD_HAVE[self.effect]}: {self.why}"


def refusal(findings: Iterable[Finding]) -> Finding | None:
    """The first for which the text is not even taken."""
    return next((each for each in findings if each.asks_for(Effect.REFUSE)), None)


def conviction(findings: Iterable[Finding]) -> Outcome | None:
    """Where a rule is certain, so that no question is spent."""
    for each in findings:
        if each.asks_for(Effect.SPAM):
            why = f"Not put to the spam check: {each.why}"
            return Outcome(status=Status.SPAM, basis=Basis.RULE, rule=each.rule, why=why)
    return None


def objections(findings: Iterable[Finding]) -> list[str]:
    """Why a person has to look, whatever the checker says in favour of the text."""
    return [
        each.why for each in findings if each.asks_for(Effect.HOLD) or each.asks_for(Effect.SPAM)
    ]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Where a comment goes, on what grounds."""

    status: Status
    basis: Basis
    rule: str
    why: str


def decide(
    verdict: str, *, checker: str, discard: bool = False, objections: Iterable[str] = ()
) -> Outcome:
    """Combine the checker's verdict with the objections of our own rules.

    Objections never publish and never turn ham into spam: they only ask for a person. The word
    of the checker stands against the comment at once, but for it only when nothing objects.
    """
    if verdict == "spam":
        status = Status.REMOVED if discard else Status.SPAM
        why = "Blatant spam: discarded" if discard else "Spam"
        return Outcome(status=status, basis=Basis.SPAM, rule=checker, why=f"{checker}: {why}")
    if verdict != "ham":
        return Outcome(
            status=Status.HELD, basis=Basis.RULE, rule="hold", why="No spam checker is set up"
        )
    reasons = "; ".join(objections)
    if reasons:
        return Outcome(
            status=Status.HELD, basis=Basis.RULE, rule="rules", why=f"Not spam, but: {reasons}"
        )
    return Outcome(
        status=Status.PUBLISHED, basis=Basis.HAM, rule=checker, why=f"{checker}: Not spam"
    )
