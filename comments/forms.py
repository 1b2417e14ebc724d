"""The form under an article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string

from articles.models import Article
from comments.mail.proof import proves
from comments.models import Comment, Revision
from comments.spam.evidence import TRAP_FIELD, Submission
from fitsite.accounts.models import User
from fitsite.client_ip import client_ip
from fitsite.markup import render_comment, text_of
from fitsite.visible import is_visible, without_turns

MAX_BODY = 10_000
# Some ten screens: nobody scrolls past five thousand lines of one letter.
MAX_LINES = 300
MAX_EMAIL = 254
# Longer headers are cut, not refused: they are the browser's doing.
MAX_HEADER = 500


TYPING = {
    "max_length": "Write at most %(limit_value)s characters; these are %(show_value)s.",
    "null_characters_not_allowed": "There is a character in this that cannot be stored.",
}


class TypedField(forms.CharField):
    """A text exactly as typed. Browsers send line ends as CR LF, which nobody typed or counted."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Tell the page's script the limit; `maxlength` would cut off what is pasted, unasked."""
        return {"data-limit": self.max_length}

    def to_python(self, value: Any) -> str:
        """Undo what the browser did before anything is measured."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class TextForm(forms.Form):
    """The text of a comment."""

    body = TypedField(
        label="Comment",
        max_length=MAX_BODY,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={**TYPING, "required": "Write something first."},
    )

    def clean_body(self) -> str:
        """Refuse what would show nothing, and what nobody would scroll past."""
        body: str = self.cleaned_data["body"]
        if not is_visible(text_of(render_comment(body))):
            raise ValidationError("Write something first.")
        lines = body.strip().count("\n") + 1
        if lines > MAX_LINES:
            raise ValidationError(f"Write at most {MAX_LINES} lines; these are {lines:,}.")
        return body

    def preview(self) -> Revision | None:
        """The text as readers would see it; that the rest is not filled in is no mistake yet."""
        for name in set(self.errors) - {"body", "parent"}:
            del self.errors[name]
        body = self.cleaned_data.get("body")
        return Revision(body=body) if body else None


class CommentForm(TextForm):
    """What a reader types. The same for everybody, so that the page it stands in can be shared."""

    field_order = ("name", "email", "website", "body")

    name = forms.CharField(
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={**TYPING, "required": "Write your name."},
    )
    email = forms.EmailField(
        label="E-mail",
        max_length=MAX_EMAIL,
        help_text="Is not shown to anyone who reads this page.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            **TYPING,
            "required": "Write your e-mail address.",
            "invalid": "Write an e-mail address, such as ann@example.org.",
        },
    )
    website = forms.URLField(
        max_length=300,
        required=False,
        assume_scheme="https",
        # Browsers refuse in a field for addresses what we complete: example.org.
        widget=forms.TextInput(
            attrs={
                "autocomplete": "url",
                "inputmode": "url",
                "autocapitalize": "none",
                "placeholder": "https://",
            }
        ),
        error_messages={**TYPING, "invalid": "Write an address, such as https://example.org."},
    )
    wants_mail = forms.BooleanField(
        label="E-mail me when somebody answers",
        required=False,
        help_text="You get one letter first, in which you confirm it.",
    )
    parent = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    seconds = forms.CharField(required=False, widget=forms.HiddenInput)
    # Added by the browser of a reader who wants to be recognised; never part of the page.
    proof = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: Article, user: User | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.article, self.user = article, user
        # Where the comment stands already, when it is refused for being a copy.
        self.earlier_link = ""
        self.fields[TRAP_FIELD] = forms.CharField(required=False, max_length=10_000)

    @property
    def fields_html(self) -> str:
        """The fields and buttons, with what was typed and what is wrong with it."""
        return render_to_string("comments/_fields.html", {"form": self})

    def visible_fields(self) -> list[Any]:
        """The fields that people see, but for the box, which looks different."""
        apart = {TRAP_FIELD, "wants_mail"}
        return [field for field in super().visible_fields() if field.name not in apart]

    @property
    def trap(self) -> Any:
        """The field that people do not see."""
        return self[TRAP_FIELD]

    def clean_name(self) -> str:
        """Nobody takes a name that cannot be seen, or that is read other than it is written."""
        name = without_turns(self.cleaned_data["name"]).strip()
        if not is_visible(name):
            raise ValidationError("Write your name.")
        return name

    def clean_email(self) -> str:
        """Some letters become two when their case is folded, as it is for storing."""
        email: str = self.cleaned_data["email"]
        if len(email.lower()) > MAX_EMAIL:
            raise ValidationError("This address is too long.")
        return email

    def clean_seconds(self) -> float | None:
        """The browser's clock may say anything; nonsense means unknown."""
        try:
            seconds = float(self.cleaned_data["seconds"])
        except ValueError:
            return None
        return seconds if 0 <= seconds < 10_000_000 else None

    def clean_parent(self) -> Comment | None:
        """Find the comment that is answered: on this article, and public."""
        pk = self.cleaned_data["parent"]
        if pk is None:
            return None
        parent = Comment.objects.published().filter(article=self.article, pk=pk).first()
        if parent is None:
            raise ValidationError("The comment that you answer is no longer here.")
        return parent

    def submission(self, request: HttpRequest) -> Submission:
        """What was typed, with what the request says of itself."""
        typed = self.cleaned_data
        return Submission(
            article=self.article,
            parent=typed["parent"],
            name=typed["name"],
            email=typed["email"],
            website=typed["website"],
            body=typed["body"],
            user=self.user,
            address=client_ip(request),
            user_agent=_header(request, "User-Agent"),
            referrer=_header(request, "Referer"),
            trap=typed[TRAP_FIELD],
            seconds=typed["seconds"],
            wants_mail=typed["wants_mail"],
            is_confirmed=proves(typed["proof"], typed["email"]),
        )


def _header(request: HttpRequest, name: str) -> str:
    return request.headers.get(name, "").replace("\0", "")[:MAX_HEADER]
