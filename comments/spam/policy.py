"""The policy on one screen: which rules a comment meets before the checker is asked, in order.

A rule that learns, and costs more than these, belongs behind them: what they are certain of need
not be put to it, either.
"""

from __future__ import annotations

from collections.abc import Sequence

from comments.models.settings import CommentSettings
from comments.spam import trust
from comments.spam.case import Rule, look_into
from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from comments.spam.rules import blocks, links, pace, repeats, strangers, words

POLICY: Sequence[Rule] = (
    Rule(repeats.find, repeats.ask),
    Rule(pace.find, pace.ask),
    Rule(blocks.find, blocks.ask),
    Rule(words.find),
    Rule(links.find, trust.ask),
    Rule(strangers.find, trust.ask),
)


# A change is neither a copy nor one comment more.
OF_EDITS = POLICY[2:]


def examine(
    submission: Submission, owner: CommentSettings, rules: Sequence[Rule] = POLICY
) -> list[Finding]:
    """What the rules object to, in order; nothing more is looked for after a refusal.

    A moderator's own words meet no rule.
    """
    if submission.by_moderator:
        return []
    case = look_into(submission, owner, rules)
    findings: list[Finding] = []
    for rule in rules:
        for finding in rule.find(case):
            findings.append(finding)
            if finding.asks_for(Effect.REFUSE):
                return findings
    return findings
