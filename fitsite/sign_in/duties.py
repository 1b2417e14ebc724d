"""What the worker does about sessions."""

from django.utils import timezone

from fitsite.sign_in.models import Session

AT_ONCE = 500


def forget() -> None:
    """Delete sessions that are over."""
    over = Session.objects.filter(expire_date__lte=timezone.now())
    while batch := list(over.values_list("pk", flat=True)[:AT_ONCE]):
        Session.objects.filter(pk__in=batch).delete()
