"""How people come in, and the admin that lets them."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class SignInConfig(AppConfig):
    """Sessions, and who must have a second factor."""

    name = "fitsite.sign_in"
    verbose_name = "Sign-in"


class GuardedAdmin(admin.AdminConfig):
    """Django's admin, behind our own door; named in the settings in full."""

    default = False
    default_site = "fitsite.sign_in.door.GuardedSite"
