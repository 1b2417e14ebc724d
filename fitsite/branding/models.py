"""The owner's settings: one row, shown on every page."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from fitsite.addresses import address_of
from fitsite.branding.menu import Entry, check_menu, entries
from fitsite.page_cache.models import ShownQuerySet, ShownToReaders
from fitsite.prepared import Prepared

MENU = "Home | /"


class BrandingQuerySet(ShownQuerySet["Branding"]):
    """Words for finding the row."""

    def current(self) -> Branding:
        """The row, or what holds without one. One query."""
        found = _ROW.run()
        return found[0] if found else Branding()


class Branding(ShownToReaders):
    """What readers see of the owner's on each page. Empty fields leave it at the default."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(
        max_length=60,
        blank=True,
        help_text="Stands at the top of each page. Empty: the name in the setting SITE_NAME.",
    )
    tagline = models.CharField(
        max_length=120, blank=True, help_text="A few words beside the name, on the front page."
    )
    accent = models.CharField(
        "accent colour",
        max_length=7,
        blank=True,
        validators=[
            RegexValidator(r"^#[0-9a-fA-F]{6}\Z", "Write a colour as # and six digits, #a52f22.")
        ],
        help_text=(
            "Such as #a52f22. It is made darker on light paper and lighter on dark paper, as far as"
            " it takes to be read. Empty: the colour of the design."
        ),
    )
    menu = models.TextField(
        blank=True,
        validators=[check_menu],
        help_text=(
            "One entry to a line: the words, an upright bar, the address, such as"
            " “About | /about/”. Empty: Home alone."
        ),
    )
    footer_menu = models.TextField(
        "menu at the foot",
        blank=True,
        validators=[check_menu],
        help_text="In the same way. How comments are processed is linked there anyway.",
    )

    objects = BrandingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "name, colour and menu"
        verbose_name_plural = "name, colour and menu"
        constraints = [
            models.CheckConstraint(condition=models.Q(only=True), name="branding_branding_one_row")
        ]

    def __str__(self) -> str:
        return self.site_name

    @property
    def site_name(self) -> str:
        """The name that readers see."""
        return self.name or settings.SITE_NAME

    @property
    def main_entries(self) -> list[Entry]:
        """The entries of the menu at the top."""
        return entries(self.menu or MENU)

    @property
    def footer_entries(self) -> list[Entry]:
        """The entries of the menu at the foot."""
        return entries(self.footer_menu)

    @property
    def theme_address(self) -> str:
        """Where the stylesheet with the owner's colour is; "" without one."""
        return address_of("theme", self.accent[1:].lower()) if self.accent else ""


_ROW = Prepared(lambda: Branding.objects.all()[:1])
