"""The policy on one screen: which rules a comment meets before the checker is asked, in order.

A rule that learns, and costs more than these, belongs behind them: what they are certain of need
not be put to it, either.
"""

from __future__ import annotations

from collections.abc import Sequence

from comments.models.settings import CommentSettings
from comments.spam import trust
from comments.spam.blocking import Place
from comments.spam.case import Rule, look_into
from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from comments.spam.rules import blocks, links, pace, repeats, strangers, words
from fitsite.markup import links_in, render_comment

POLICY: Sequence[Rule] = (
    Rule(repeats.find, repeats.ask),
    Rule(pace.find, pace.ask),
    Rule(blocks.find, blocks.ask),
    Rule(words.find),
    Rule(links.find, trust.ask),
    Rule(strangers.find, trust.ask),
)


def examine(submission: Submission, owner: CommentSettings) -> list[Finding]:
    """What the rules object to, in order; nothing more is looked for after a refusal."""
    case = look_into(submission, owner, POLICY)
    findings: list[Finding] = []
    for rule in POLICY:
        for finding in rule.find(case):
            findings.append(finding)
            if finding.asks_for(Effect.REFUSE):
                return findings
    return findings


def examine_text(body: str) -> list[Finding]:
    """What the rules that look at the text alone object to; an edit meets only these."""
    owner, body_html = CommentSettings.objects.current(), render_comment(body)
    texts = {Place.TEXT: body, Place.LINKS: "\n".join(links_in(body_html))}
    return [*words.find_in(texts, owner), *links.find_in(body_html, owner)]
