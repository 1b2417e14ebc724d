"""Frozen facts about one submission: what was typed, by whom, from where, onto what."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from articles.models import Article
from comments import rights
from fitsite.accounts.models import User
from fitsite.client_ip import network_of
from fitsite.markup import render_comment

if TYPE_CHECKING:
    from comments.models import Comment

# A form field that people do not see and programs fill in.
TRAP_FIELD = "confirm_subject"


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One press of the button under the comment form.

    `body` is as typed, with line ends as LF. `trap` is what stood in the field that people do not
    see. `seconds` is how long the form was open, None where the browser did not say.
    `wants_mail` asks for mail about answers.

    `is_confirmed` says that the address is the sender's own, shown by what a mailed link had left
    in their browser (comments/mail/proof.py). A rule that trusts an address asks for this; that
    the same address was trusted before means nothing, since anybody can type it.
    """

    article: Article
    body: str
    name: str
    email: str = ""
    website: str = ""
    parent: Comment | None = None
    user: User | None = None
    address: str = ""
    user_agent: str = ""
    referrer: str = ""
    trap: str = ""
    seconds: float | None = None
    wants_mail: bool = False
    is_confirmed: bool = False
    sent_at: datetime = field(default_factory=timezone.now)

    @cached_property
    def body_html(self) -> str:
        """The text as a page prints it."""
        return render_comment(self.body)

    @property
    def network(self) -> str:
        """What limits count by."""
        return network_of(self.address)

    @property
    def digest(self) -> str:
        """Tells repeats; see digest_of."""
        return digest_of(self.body)

    @property
    def by_moderator(self) -> bool:
        """Whether the person signed in may decide for themselves what is published."""
        return self.user is not None and rights.decides_all(self.user)


def digest_of(text: str) -> str:
    """Equal for equal texts, whatever their spacing and case."""
    return hashlib.sha256(" ".join(text.lower().split()).encode()).hexdigest()
