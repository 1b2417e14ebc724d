"""What moderators type about one comment: another text, a reply, another place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import TextInput
from django.utils import timezone

from comments.forms import TextForm
from comments.models import Comment
from comments.models.block import EFFECTS
from comments.spam.blocking import Kind, around
from comments.spam.findings import Effect

# A number, or an address that ends in one, such as …/comments/123/ and …#comment-123.
_NUMBER = re.compile(r"(?:.*[/#-])?([0-9]{1,18})/?", re.ASCII)


class CorrectionForm(TextForm):
    """The text as it is to stand."""

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = "Text"
        self.initial["body"] = comment.body


class AnswerForm(TextForm):
    """A reply in the moderator's name."""

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = "Your reply"
        self.fields["body"].widget.attrs["rows"] = 4


class MoveForm(forms.Form):
    """Where to. Nothing typed is the top level."""

    under = forms.CharField(
        label="Under which comment",
        max_length=300,
        required=False,
        widget=TextInput(attrs={"autocomplete": "off"}),
        help_text="Its number, which stands on its card, or its address. Empty: at the top level.",
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment

    def clean_under(self) -> Comment | None:
        """The comment that is meant: a published one on the same article."""
        typed = self.cleaned_data["under"].strip()
        if not typed:
            return None
        number = _NUMBER.fullmatch(typed)
        here = Comment.objects.published().filter(article=self.comment.article_id)
        under = here.filter(pk=number[1]).first() if number else None
        if under is None:
            raise ValidationError("There is no such published comment on this article.")
        return under


class BlockForm(forms.Form):
    """What of the comment is blocked, how, and until when."""

    kind = forms.ChoiceField(label="Block", widget=forms.RadioSelect)
    word = forms.CharField(
        label="The word", max_length=200, required=False, help_text="Where a word is blocked."
    )
    effect = forms.ChoiceField(
        label="Such comments from now on", choices=EFFECTS, initial=Effect.SPAM.value
    )
    days = forms.TypedChoiceField(
        label="For",
        choices=[
            ("", "ever, until somebody lifts it"),
            ("1", "a day"),
            ("7", "a week"),
            ("30", "30 days"),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )
    why = forms.CharField(
        label="Why",
        max_length=200,
        required=False,
        help_text="For other moderators. Readers do not see it.",
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = list(_blockable(comment))

    def clean(self) -> dict[str, Any]:
        """A word is needed where one is to be blocked."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Kind.WORD and not cleaned.get("word"):
            self.add_error("word", "Which word?")
        return cleaned

    @property
    def until(self) -> datetime | None:
        """When it ends; None is never."""
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=days) if days else None


def _blockable(comment: Comment) -> Iterator[tuple[str, str]]:
    """What the comment has, as choices."""
    given = {
        Kind.NAME: comment.name,
        Kind.EMAIL: comment.email,
        Kind.DOMAIN: comment.email_domain,
        Kind.ADDRESS: comment.address,
        Kind.NETWORK: around(comment.address) if comment.address else "",
    }
    for kind, value in given.items():
        if value:
            yield kind.value, f"{kind.label}: {value}"
    yield Kind.WORD.value, "A word"
