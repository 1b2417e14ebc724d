"""The nouns of commenting: Comment, Revision and Check, with what is counted and remembered."""

from comments.models.announcement import Announcement
from comments.models.block import Block
from comments.models.bulk import BulkDecision
from comments.models.bulk_portion import BulkPortion
from comments.models.call import AuthorMail, Call
from comments.models.campaign import Campaign, Fingerprint, Grouping
from comments.models.catch import Catch, RuleTally
from comments.models.change import Change
from comments.models.check import Check
from comments.models.checker_state import CheckerState
from comments.models.comment import Comment
from comments.models.counts import StatusCount, ThreadCount
from comments.models.erasure import Erasure
from comments.models.feedback import Feedback
from comments.models.history import HistoryEntry
from comments.models.numbers import DayTally, Numbers
from comments.models.reader import Reader
from comments.models.report import Report
from comments.models.revision import Revision
from comments.models.settings import CommentSettings
from comments.models.subscription import Subscription
from comments.models.tally import AttemptTally, OutcomeTally
from comments.states import Basis, Status

__all__ = [
    "Announcement",
    "AttemptTally",
    "AuthorMail",
    "Basis",
    "Block",
    "BulkDecision",
    "BulkPortion",
    "Call",
    "Campaign",
    "Catch",
    "Change",
    "Check",
    "CheckerState",
    "Comment",
    "CommentSettings",
    "DayTally",
    "Erasure",
    "Feedback",
    "Fingerprint",
    "Grouping",
    "HistoryEntry",
    "Numbers",
    "OutcomeTally",
    "Reader",
    "Report",
    "Revision",
    "RuleTally",
    "Status",
    "StatusCount",
    "Subscription",
    "ThreadCount",
]
