"""Addresses around an account. Those of allauth that are not here do not exist.

The first three stand where the admin has its own, and before them.
"""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, path, re_path
from django.views.generic import RedirectView

from fitsite.sign_in import views
from fitsite.sign_in.pages import View, account_page


def page(address: str, view: View, name: str) -> URLPattern:
    """A page under the name that allauth knows it by."""
    return path(address, account_page(view), name=name)


urlpatterns = [
    page("login/", views.sign_in, "account_login"),
    page("logout/", allauth.logout, "account_logout"),
    page("password_change/", allauth.password_change, "account_change_password"),
    page("account/", views.account, "account"),
    page("account/confirm/", allauth.reauthenticate, "account_reauthenticate"),
    # Whoever has no password was given none on purpose.
    page(
        "account/no-password/", RedirectView.as_view(pattern_name="account"), "account_set_password"
    ),
    page("login/code/", mfa.authenticate, "mfa_authenticate"),
    page("login/passkey/", views.come_in_by_passkey, "mfa_login_webauthn"),
    page("account/", views.account, "mfa_index"),
    page("account/confirm/code/", mfa.reauthenticate, "mfa_reauthenticate"),
    page(
        "account/confirm/passkey/",
        passkeys.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    page("account/app/", views.set_up_app, "mfa_activate_totp"),
    page("account/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    page("account/passkeys/add/", views.add_passkey, "mfa_add_webauthn"),
    page("account/passkeys/", RedirectView.as_view(pattern_name="account"), "mfa_list_webauthn"),
    page("account/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, "mfa_remove_webauthn"),
    page("account/sessions/end/", views.end_session, "end_session"),
    page("account/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    page("account/codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    page("account/codes/file/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
    page("reset/", allauth.password_reset, "account_reset_password"),
    page("reset/asked/", allauth.password_reset_done, "account_reset_password_done"),
    page(
        "reset/done/", allauth.password_reset_from_key_done, "account_reset_password_from_key_done"
    ),
    re_path(
        r"^reset/(?P<uidb36>[0-9a-z]+)-(?P<key>[0-9a-z-]+)/$",
        account_page(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
