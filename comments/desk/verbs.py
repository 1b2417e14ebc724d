"""What a moderator can do with a comment: the buttons, their order and their keys."""

from __future__ import annotations

from typing import Any, NamedTuple

from comments.states import Status


class Verb(NamedTuple):
    """A method of a comment that takes `by`. `done` completes "3 comments …".

    `leads_to` is the state that a decision puts the comment in.
    """

    name: str
    label: str
    done: str
    key: str = ""
    leads_to: str = ""


APPROVE = Verb("approve", "Approve", "approved", "a", Status.PUBLISHED)
SPAM = Verb("mark_as_spam", "Spam", "put in Spam", "s", Status.SPAM)
REMOVE = Verb("remove", "Remove", "removed", "d", Status.REMOVED)
HOLD = Verb("hold", "Hold", "held back", "h", Status.HELD)
UNDO = Verb("restore", "Undo the last change", "put back", "z")
RECHECK = Verb("recheck", "Check again", "sent to be checked again")
ACCEPT_EDIT = Verb("accept_edit", "Accept the edit", "changed", "y")
REFUSE_EDIT = Verb("refuse_edit", "Refuse the edit", "left with its old text", "n")
STRIP = Verb("strip_website", "Take the link out", "left without its link", "l")
DISMISS = Verb("dismiss_reports", "Dismiss the reports", "found to be fine", "f")

# Verbs that take what is typed into a form: comments/desk/changing.py.
CORRECT = Verb("correct", "Edit", "changed", "e")
ANSWER = Verb("answer", "Reply and approve", "approved and answered", "r")
MOVE = Verb("move", "Move", "moved", "m")
BLOCK = Verb("block", "Block", "left as it is; what it has is blocked from now on", "b")

# What decides where a comment stands, in the order of the buttons.
DECISIONS = [APPROVE, SPAM, REMOVE, HOLD]
EDITS = [ACCEPT_EDIT, REFUSE_EDIT]
CHANGES = [ANSWER, CORRECT, MOVE, BLOCK]
# After these a card is done with.
DECIDING = [*DECISIONS, ANSWER, *EDITS, DISMISS]
ALL = {verb.name: verb for verb in [*DECISIONS, UNDO, RECHECK, STRIP, *EDITS, DISMISS]}


def buttons() -> dict[str, Any]:
    """What the templates of the desk know of verbs."""
    return {
        "verbs": DECISIONS,
        "edits": EDITS,
        "dismiss": DISMISS,
        "changes": CHANGES,
        "strip": STRIP,
        "undo": UNDO,
    }
