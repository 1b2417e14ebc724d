"""The form by which moderators put something on the lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import now

from comments.models import Block
from comments.spam.blocking import BlockRefused, key_of
from fitsite.client_ip import client_ip

# So many lines are put on the list at once.
MOST_LINES = 500
# What can be changed later.
ALTERABLE = ("effect", "only_logs", "why", "until")


class NewBlocksForm(forms.ModelForm):  # type: ignore[type-arg]
    """Several at once, one to a line."""

    values = forms.CharField(
        label="What",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "One to a line. Words: whole, without regard to case and accents. A pattern: as RE2"
            " writes them, such as win \\d+ euros?. A network: 203.0.113.0/24 or 2001:db8::/32."
        ),
    )

    class Meta:
        model = Block
        fields = ("kind", "place", *ALTERABLE)

    request: HttpRequest

    def clean_until(self) -> Any:
        """Refuse a time that has passed."""
        until = self.cleaned_data["until"]
        if until and until <= now():
            raise forms.ValidationError("This time is over already.")
        return until

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be blocked or is blocked already, by its line."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"values", "kind", "place"} <= cleaned.keys():
            for why in self._mistakes(cleaned["kind"], cleaned["place"]):
                self.add_error("values", why)
        return cleaned

    @property
    def lines(self) -> list[tuple[int, str]]:
        """What was typed, by line."""
        typed = enumerate(self.cleaned_data["values"].splitlines(), start=1)
        return [(number, line) for number, line in typed if line.strip()]

    def put(self) -> list[Block]:
        """Put all of them on the list, or none."""
        terms = {name: self.cleaned_data[name] for name in ("place", *ALTERABLE)}
        kind, given = self.cleaned_data["kind"], self._given
        with transaction.atomic():
            return [Block.objects.put(kind, line, **given, **terms) for _, line in self.lines]

    @property
    def _given(self) -> dict[str, Any]:
        return {"by": self.request.user, "own_address": client_ip(self.request)}

    def _mistakes(self, kind: str, place: str) -> Iterator[str]:
        if len(self.lines) > MOST_LINES:
            yield f"At most {MOST_LINES} lines at once."
            return
        found_by = {}
        for number, line in self.lines:
            try:
                value = Block.objects.admit(kind, line, **self._given)
            except BlockRefused as refused:
                yield _mistake(number, line, str(refused))
            else:
                found_by[key_of(kind, value, place)] = (number, line)
        for block in Block.objects.in_force().filter(key__in=found_by):
            yield _mistake(*found_by[block.key], _is_there(block))


def what_it_does(block: Block) -> str:
    """What becomes of comments that it catches, in a few words."""
    return f"{block.effect_in_short}{', only logged' if block.only_logs else ''}"


def _mistake(number: int, line: str, why: str) -> SafeString:
    return format_html("Line {}, “{}”: {}", number, line.strip()[:40], why)


def _is_there(block: Block) -> SafeString:
    # It is not changed by the way: somebody has given reasons for what it does now.
    return format_html(
        'This is on the list already: such comments are {}. <a href="{}">Look at that block</a>.',
        what_it_does(block),
        reverse("admin:comments_block_change", args=[block.pk]),
    )
