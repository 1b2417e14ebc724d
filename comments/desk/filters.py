"""What narrows the queue. All of it stands in the address, and all of it can be combined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.utils import timezone
from django.utils.functional import cached_property

from articles.models import Article
from comments.models.comment import CommentQuerySet
from comments.searching import rare_words, reading_words, with_words, words_in
from comments.states import Basis
from fitsite.client_ip import network_of

_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
AGES = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}


# Columns that stand in no index beside the article.
UNINDEXED_UNDER_ARTICLES = ("campaign", "basis")
# What one finds by these gives away the addresses of whoever wrote it.
TELL_ADDRESSES = ("words", "author", "domain", "address")


class ArticleField(forms.CharField):
    """An article, by its number, its slug, or the address of its page as people copy it."""

    def clean(self, value: Any) -> Any:
        """The article; None where nothing is typed."""
        typed = super().clean(value)
        if not typed:
            return None
        is_number = _NUMBER.fullmatch(typed)
        named = {"pk": int(typed)} if is_number else {"slug": _last_part(typed)}
        article = Article.objects.filter(**named).first()
        if article is None:
            raise ValidationError("There is no article with this number or address.")
        return article


def _last_part(address: str) -> str:
    path = address.partition("#")[0].partition("?")[0]
    return path.rstrip("/").rpartition("/")[2]


class QueueFilter(forms.Form):
    """Where a field is empty it narrows nothing."""

    field_order = ("words", "author", "domain", "address", "article", "campaign", "reason", "age")

    article = ArticleField(
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "its address or number"}),
    )
    words = forms.CharField(
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text="In the text, the name, the addresses; beginnings of words will do.",
    )
    author = forms.CharField(
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "name or e-mail", "autocomplete": "off"}),
        help_text="The whole of it, as it was written; parts are found by words.",
    )
    domain = forms.CharField(
        label="E-mail domain",
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "example.com"}),
    )
    address = forms.CharField(
        label="Network address",
        max_length=50,
        required=False,
        help_text="Of IPv6 all that one home has is found: its /64.",
    )
    campaign = forms.IntegerField(
        min_value=1,
        max_value=2**63 - 1,
        required=False,
        widget=forms.NumberInput(attrs={"placeholder": "its number"}),
    )
    reason = forms.ChoiceField(
        label="Stands there because",
        choices=[("", "Any reason"), *[(value, label) for value, label in Basis.choices if value]],
        required=False,
    )
    age = forms.ChoiceField(
        label="Came",
        choices=[
            ("", "At any time"),
            ("day", "In the last day"),
            ("week", "In the last 7 days"),
            ("month", "In the last 30 days"),
            ("older", "Before that"),
        ],
        required=False,
    )

    def __init__(self, *args: Any, knows_addresses: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not knows_addresses:
            for name in TELL_ADDRESSES:
                del self.fields[name]

    def clean_words(self) -> str:
        """Something to look for."""
        typed: str = self.cleaned_data["words"]
        if typed and not words_in(typed):
            raise ValidationError("There is no word in this.")
        return typed

    def clean_author(self) -> str:
        """An e-mail address is stored in small letters, a name as it was typed."""
        typed: str = self.cleaned_data["author"]
        return typed.lower() if "@" in typed else typed

    def clean_domain(self) -> str:
        """What stands behind the @, with it or without."""
        typed: str = self.cleaned_data["domain"]
        return typed.lower().rpartition("@")[2]

    def clean_address(self) -> str:
        """Whatever names a network: an address in it, or the network itself."""
        typed: str = self.cleaned_data["address"].strip()
        if not typed:
            return ""
        network = network_of(typed.partition("/")[0])
        if not network:
            raise ValidationError("This is no network address.")
        if "/" in typed and typed != network:
            raise ValidationError(f"One can look for a single address, or for {network}.")
        return network

    @property
    def is_used(self) -> bool:
        """Whether anything is narrowed."""
        return any(self._given().values())

    @property
    def query(self) -> str:
        """As it stands in an address, "" where nothing is narrowed."""
        return urlencode({name: self.data[name] for name, value in self._given().items() if value})

    @property
    def has_words(self) -> bool:
        """Whether texts are searched."""
        return bool(self._given().get("words"))

    @property
    def has_campaign(self) -> bool:
        """Whether only copies of one comment are shown."""
        return bool(self._given().get("campaign"))

    @property
    def is_unindexed_under_articles(self) -> bool:
        """Whether it asks for what no index has for each article."""
        return any(self._columns().get(column) for column in UNINDEXED_UNDER_ARTICLES)

    def narrow(self, comments: CommentQuerySet) -> CommentQuerySet:
        """Those to which all of it applies; nothing where something typed makes no sense."""
        if not self.is_valid():
            return comments.none()
        found = comments.filter(self._exact, self._with_rare)
        return found.filter(reading_words(self._frequent)) if self._frequent else found

    def mark(self, comments: CommentQuerySet, unindexed: Sequence[str] = ()) -> CommentQuerySet:
        """Those that an index finds, each with whether the rest applies too: `matches`.

        `unindexed` are columns that stand in no index for these comments.
        """
        columns = self._columns()
        read = {name: columns.pop(name) for name in unindexed}
        found = comments.filter(_equal(columns), self._of_age, self._with_rare)
        return _marked(found, _equal(read) & reading_words(self._frequent))

    def mark_all(self, comments: CommentQuerySet) -> CommentQuerySet:
        """All of these, each with whether all of it applies: `matches`."""
        return _marked(comments, self._exact & reading_words(self._given().get("words", "")))

    @property
    def _exact(self) -> Q:
        """All but the words."""
        return _equal(self._columns()) & self._of_age

    def _columns(self) -> dict[str, Any]:
        """What columns must be equal to; where a value is empty they need not."""
        given = self._given()
        author = given.get("author", "")
        return {
            "article": given.get("article"),
            "email" if "@" in author else "name": author,
            "email_domain": given.get("domain", ""),
            "network": given.get("address", ""),
            "campaign": given.get("campaign"),
            "basis": given.get("reason"),
        }

    @property
    def _of_age(self) -> Q:
        age = self._given().get("age")
        return _came(age) if age else Q()

    @cached_property
    def _rare(self) -> list[str]:
        return rare_words(self._given()["words"]) if self.has_words else []

    @cached_property
    def _with_rare(self) -> Q:
        return with_words(" ".join(self._rare)) if self._rare else Q()

    @property
    def _frequent(self) -> str:
        words = words_in(self._given().get("words", ""))
        return " ".join(word for word in words if word.lower() not in self._rare)

    def _given(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {}


def _equal(columns: dict[str, Any]) -> Q:
    return Q(**{name: value for name, value in columns.items() if value})


def _marked(comments: CommentQuerySet, matching: Q) -> CommentQuerySet:
    applies = ExpressionWrapper(matching, BooleanField()) if matching else Value(value=True)
    return comments.annotate(matches=applies)


def _came(age: str) -> Q:
    if age == "older":
        return Q(created_at__lte=timezone.now() - AGES["month"])
    return Q(created_at__gt=timezone.now() - AGES[age])
