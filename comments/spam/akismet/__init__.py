"""Talks with Akismet: checks comments, reports mistakes, verifies the key, reads the usage.

The PyPI package `akismet` speaks the protocol; this one adds what it lacks: all declared fields,
the response headers, a configurable server and one deadline over the whole question. It knows
nothing of models: fields go in as text, frozen answers come out, and every failure is a NoAnswer.
"""

from comments.spam.akismet.answers import SENTENCES, Answer, KeyAnswer, NoAnswer, Reason, Usage
from comments.spam.akismet.client import (
    check_comment,
    submit_ham,
    submit_spam,
    usage_limit,
    verify_key,
)
from comments.spam.akismet.configuration import Configuration, configuration
from comments.spam.akismet.fields import DECLARED_FIELDS, Fields

__all__ = [
    "DECLARED_FIELDS",
    "SENTENCES",
    "Answer",
    "Configuration",
    "Fields",
    "KeyAnswer",
    "NoAnswer",
    "Reason",
    "Usage",
    "check_comment",
    "configuration",
    "submit_ham",
    "submit_spam",
    "usage_limit",
    "verify_key",
]
