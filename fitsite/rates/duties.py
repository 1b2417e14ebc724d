"""What the worker does for limits."""

from django.utils import timezone

from fitsite.batches import delete_in_batches
from fitsite.rates.models import Rate


def forget() -> None:
    """Delete what counts no more. One that was counted again meanwhile has a new end, and stays."""
    delete_in_batches(Rate.objects.filter(until__lte=timezone.now()))
