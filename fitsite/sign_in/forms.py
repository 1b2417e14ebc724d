"""The forms of signing in, with labels of our own and without placeholders."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from allauth.core import context
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest

from fitsite.accounts.models import User
from fitsite.sign_in import letters, throttling

LONGEST = 254


class SignInForm(allauth.LoginForm):
    """User name or e-mail address, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"] = forms.CharField(
            label="Username or e-mail", max_length=LONGEST, widget=forms.TextInput(attrs=attrs)
        )
        plain(self)

    def user_credentials(self) -> dict[str, str]:
        """The account's name, whichever way it was typed."""
        typed = self.cleaned_data["login"]
        user = account_named(typed)
        name = user.get_username() if user else typed
        return {"username": name, "password": self.cleaned_data["password"]}


class ConfirmForm(allauth.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)


class ChangePasswordForm(allauth.ChangePasswordForm):
    """The old password, and a new one twice."""

    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Your password now"
        label_new_password(self)

    def clean_oldpassword(self) -> str:
        """Count the try: a session that was left open is no place to guess from."""
        attempt = throttling.PASSWORD.attempt(context.request, self.user)
        password = str(super().clean_oldpassword())
        attempt.succeeded()
        return password


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """A new password twice, behind a mailed link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_new_password(self)


class ResetForm(forms.Form):
    """Where to mail a link to a new password. The answer is the same for every address."""

    email = forms.EmailField(
        label="Your e-mail address",
        max_length=LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean(self) -> dict[str, Any]:
        """Look for the account, and count the try whether there is one or not."""
        email = self.cleaned_data.get("email")
        if email:
            self.user = User.objects.filter(email__iexact=email, is_active=True).first()
            throttling.RESET.attempt(context.request, self.user or email)
        return self.cleaned_data

    def save(self, request: HttpRequest) -> None:
        """Send it, if there is an account that signs in with a password."""
        if self.user and self.user.has_usable_password():
            letters.post_reset(self.user)


def account_named(typed: str) -> User | None:
    """The account with this user name, or else with this e-mail address."""
    by_name = User.objects.filter(username=typed).first()
    by_email = User.objects.filter(email__iexact=typed).first() if "@" in typed else None
    return by_name or by_email


def label_new_password(form: forms.Form) -> None:
    """Say in plain words what a new password must be like."""
    form.fields["password1"].label = "New password"
    form.fields["password1"].help_text = " ".join(map(str, password_validators_help_texts()))
    form.fields["password2"].label = "New password, again"
    plain(form)


def plain(form: forms.Form) -> None:
    """Leave out placeholders, which repeat the label, and links in the help."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    if "password" in form.fields:
        form.fields["password"].help_text = ""
