"""Who is signed in, asked without touching the session of someone who has none."""

from django.conf import settings
from django.http import HttpRequest

from fitsite.accounts.models import User
from fitsite.sign_in import factors


def signed_in_user(request: HttpRequest) -> User | None:
    """The account behind the request, None for a reader.

    A reader's page must not depend on cookies, so without a session cookie the session is not
    even looked at.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = request.user
    # Who still has to set up a second factor comments as any reader does.
    return user if isinstance(user, User) and not factors.is_lacking(user) else None
