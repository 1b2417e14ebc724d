"""What the owner sets for themselves in the admin: the site's name, its colour and its menu."""

from django.apps import AppConfig


class BrandingConfig(AppConfig):
    """One row; without it the site shows what the environment and the stylesheets say."""

    name = "fitsite.branding"
