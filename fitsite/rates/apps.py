"""Counts for limits."""

from django.apps import AppConfig


class RatesConfig(AppConfig):
    """One row for each thing that is being counted."""

    name = "fitsite.rates"
