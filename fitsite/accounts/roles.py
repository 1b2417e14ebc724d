"""Who may do what: the five roles of every site. docs/roles.md shows the same table to people."""

from __future__ import annotations

from typing import NamedTuple

CONTRIBUTORS = "Contributors"
AUTHORS = "Authors"
EDITORS = "Editors"
MODERATORS = "Moderators"
ADMINISTRATORS = "Administrators"

# Each is a group of this name. What it is for, for whoever gives it.
ROLES = {
    CONTRIBUTORS: "write drafts, which others publish",
    AUTHORS: "write and publish articles of their own",
    EDITORS: "write and publish everybody's articles, and all around them",
    MODERATORS: "decide about comments",
    ADMINISTRATORS: "all of this, accounts and settings",
}

# Without it nothing tells who is behind a comment or gets a letter.
VIEW_ADDRESS = "comments.view_address"


class Right(NamedTuple):
    """What some roles may do.

    `permissions` are app_label.codename, with `*` for all that begin like this. Which articles and
    comments a permission reaches is said by their querysets: articles/models/own.py.
    """

    what: str
    permissions: tuple[str, ...]
    roles: tuple[str, ...]


TABLE = [
    Right(
        "Write articles, and change or delete one's own until they are published",
        ("articles.add_article",),
        (CONTRIBUTORS, AUTHORS, EDITORS, ADMINISTRATORS),
    ),
    Right(
        "Upload pictures, correct the words of one's own, and choose among all",
        ("articles.add_image", "articles.view_image"),
        (CONTRIBUTORS, AUTHORS, EDITORS, ADMINISTRATORS),
    ),
    Right(
        "Publish one's own articles, change and withdraw them",
        ("articles.publish_own_article",),
        (AUTHORS, EDITORS, ADMINISTRATORS),
    ),
    Right(
        "Everything about all articles, bylines, categories, tags, pages and pictures",
        ("articles.*",),
        (EDITORS, ADMINISTRATORS),
    ),
    Right(
        "See comments, without the addresses of those who wrote them",
        ("comments.view_comment",),
        (EDITORS, MODERATORS, ADMINISTRATORS),
    ),
    Right(
        "Decide about comments",
        ("comments.moderate_comment",),
        (MODERATORS, ADMINISTRATORS),
    ),
    Right(
        "See e-mail and network addresses, and who subscribes to what",
        ("comments.view_*",),
        (MODERATORS, ADMINISTRATORS),
    ),
    Right(
        "Everything else about comments and letters",
        ("comments.*", "letters.*"),
        (ADMINISTRATORS,),
    ),
    Right(
        "Accounts and their roles, and the settings of the site",
        ("accounts.*", "branding.*"),
        (ADMINISTRATORS,),
    ),
]


def permissions_of(role: str) -> list[str]:
    """What a role gives, as patterns."""
    return [pattern for right in TABLE if role in right.roles for pattern in right.permissions]
