"""The states of a comment, what a state can rest on, and the moves between them."""

from django.db import models


class Status(models.TextChoices):
    """The public state of a comment; only `published` is public."""

    UNCHECKED = "unchecked", "Waiting for the spam check"
    HELD = "held", "Waiting for a person"
    PUBLISHED = "published", "Published"
    SPAM = "spam", "Spam"
    REMOVED = "removed", "Removed"


# Where a comment waits for a verdict or a person.
UNDECIDED = (Status.UNCHECKED, Status.HELD)
# Where somebody still sees it. Nobody looks for what is to be decided in Spam and Removed.
IN_SIGHT = (*UNDECIDED, Status.PUBLISHED)


class Basis(models.TextChoices):
    """What the present state rests on."""

    NOTHING = "", "Nothing yet"
    RULE = "rule", "A rule of this site"
    HAM = "ham", "The checker called this text ham"
    SPAM = "spam", "The checker called this text spam"
    PERSON = "person", "A person decided"
    AUTHOR = "author", "Its author withdrew it"


# The two ways to the public: a ham verdict or a person.
PUBLISHING_BASES = (Basis.HAM, Basis.PERSON)

# Where a machine may move a comment. A person may move it from any state to any other.
MACHINE_MOVES: dict[Status, frozenset[Status]] = {
    Status.UNCHECKED: frozenset({Status.HELD, Status.PUBLISHED, Status.SPAM, Status.REMOVED}),
}


class MoveRefused(Exception):
    """The state machine does not allow this move."""
