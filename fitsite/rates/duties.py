"""What the worker does for limits."""

from django.utils import timezone

from fitsite.rates.models import Rate

AT_ONCE = 500


def forget() -> None:
    """Delete what counts no more."""
    over = Rate.objects.filter(until__lte=timezone.now())
    while batch := list(over.values_list("pk", flat=True)[:AT_ONCE]):
        # One that was counted again meanwhile has a new end, and stays.
        Rate.objects.filter(pk__in=batch, until__lte=timezone.now()).delete()
