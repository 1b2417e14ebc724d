"""The form in which a reader asks for a link to their own page."""

from django import forms

from comments.forms import MAX_EMAIL


class LinkForm(forms.Form):
    """One address."""

    email = forms.EmailField(
        label="Your e-mail address",
        max_length=MAX_EMAIL,
        help_text="The link goes there. It works for a day.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
