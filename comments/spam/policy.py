"""The policy on one screen: which rules a comment meets before the checker is asked, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from comments.spam.rules.links import links, links_in
from comments.spam.rules.pace import pace
from comments.spam.rules.repeats import repeats
from fitsite.markup import render_comment

Rule = Callable[[Submission], Finding | None]

POLICY: Sequence[Rule] = (
    repeats,
    pace,
    links,
)


def examine(submission: Submission) -> list[Finding]:
    """What the rules object to, in order; nothing more is asked after a refusal."""
    findings: list[Finding] = []
    for rule in POLICY:
        if finding := rule(submission):
            findings.append(finding)
            if finding.effect is Effect.REFUSE:
                break
    return findings


def objections_to(body: str) -> list[str]:
    """What the rules that look at the text alone have against it; an edit meets only these."""
    finding = links_in(render_comment(body))
    return [finding.why] if finding else []


def refusal_of(body: str) -> str:
    """Why a text is not even taken, in words for its author; "" where nothing is wrong with it."""
    finding = links_in(render_comment(body))
    return finding.why if finding and finding.effect is Effect.REFUSE else ""
