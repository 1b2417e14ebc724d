"""What the worker does about sessions."""

from django.utils import timezone

from fitsite.batches import delete_in_batches
from fitsite.sign_in.models import Session


def forget() -> None:
    """Delete sessions that are over."""
    delete_in_batches(Session.objects.filter(expire_date__lte=timezone.now()))
