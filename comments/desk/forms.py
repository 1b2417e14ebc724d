"""What moderators type about one comment: another text, a reply, another place."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import TextInput

from comments.forms import TextForm
from comments.models import Comment

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
        help_text="Its number or its address. Empty: at the top level.",
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
