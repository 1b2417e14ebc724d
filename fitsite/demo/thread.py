"""Loads the comments under a demo article, and what became of each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from articles.models import Article
from comments.models import Check, Comment
from comments.spam.evidence import Submission
from fitsite.accounts.models import User

HERE = Path(__file__).parent / "comments"


class Thread:
    """The thread of one article; decisions are made in the moderator's name.

    `people` are those who comment with an account, by the word that the file has for them.
    """

    def __init__(self, article: Article, moderator: User, people: Mapping[str, User]) -> None:
        self.article = article
        self.moderator = moderator
        self.people = people

    def load(self) -> None:
        """Submit everything in the article's file; without a file there are no comments."""
        file = HERE / f"{self.article.slug}.json"
        if file.exists():
            for entry in json.loads(file.read_text()):
                self._submit(entry, None)

    def _submit(self, entry: dict[str, Any], parent: Comment | None) -> None:
        check = Comment.objects.submit(self._submission(entry, parent))
        # Should a live checker ever see one of these, it must learn nothing from it.
        Check.objects.filter(pk=check.pk).update(fields={**check.fields, "is_test": "1"})
        comment = check.revision.comment
        # Replies come while their parent is public, whatever became of it afterwards.
        if entry["state"] == "published" or entry.get("replies"):
            comment.approve(by=self.moderator, why="Demo: published")
        for reply in entry.get("replies", []):
            self._submit(reply, comment)
        self._decide(comment, entry)

    def _submission(self, entry: dict[str, Any], parent: Comment | None) -> Submission:
        user = self.people[entry["by"]] if "by" in entry else None
        return Submission(
            article=self.article,
            parent=parent,
            name=user.public_name if user else entry["name"],
            email=user.email if user else entry["email"],
            website=entry.get("website", ""),
            body=entry["body"],
            user=user,
            address="192.0.2.1",
            user_agent="Demo",
            sent_at=self._sent_at(entry),
        )

    def _sent_at(self, entry: dict[str, Any]) -> datetime:
        now = timezone.now()
        published_at = self.article.publish_at or now
        return min(published_at + timedelta(hours=entry["hours_after"]), now)

    def _decide(self, comment: Comment, entry: dict[str, Any]) -> None:
        why = f"Demo: {entry.get('why', entry['state'])}"
        if entry["state"] == "held":
            comment.hold(by=self.moderator, why=why)
        elif entry["state"] == "spam":
            comment.mark_as_spam(by=self.moderator, why=why)
        elif entry["state"] == "removed":
            comment.remove(by=self.moderator, why=why)
