"""What somebody may do about comments; which comments it reaches say `decidable_by`, `shown_to`."""

from __future__ import annotations

from typing import Any

from fitsite.accounts.roles import VIEW_ADDRESS

VIEW = "comments.view_comment"
MODERATE = "comments.moderate_comment"
MODERATE_OWN = "comments.moderate_own_articles"


def sees_all(user: Any) -> bool:
    """Whether somebody sees every comment, whatever its state."""
    return bool(user.has_perm(VIEW) or user.has_perm(MODERATE))


def decides_all(user: Any) -> bool:
    """Whether somebody decides about every comment."""
    return bool(user.has_perm(MODERATE))


def decides_some(user: Any) -> bool:
    """Whether somebody decides about comments, under their own articles at least."""
    return bool(user.has_perm(MODERATE) or user.has_perm(MODERATE_OWN))


def blocks(user: Any) -> bool:
    """Whether somebody blocks people and networks: everywhere, and by what they may know."""
    return decides_all(user) and sees_addresses(user)


def sees_addresses(user: Any) -> bool:
    """Whether somebody may know who is behind a comment: e-mail and network address, browser."""
    return bool(user.has_perm(VIEW_ADDRESS))
