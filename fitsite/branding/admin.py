"""The owner's name, colour and menu in the admin."""

from django import forms
from django.contrib import admin
from django.db import models

from fitsite.branding.models import Branding
from fitsite.one_row import OneRowAdmin


@admin.register(Branding)
class BrandingDesk(OneRowAdmin):
    """Empty fields are the way back to the defaults."""

    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 6})}}
