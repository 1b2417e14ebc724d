"""Each role is a group; here they are made, and given what fitsite/accounts/roles.py says."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from fitsite.accounts.roles import ROLES, permissions_of


def make_groups(sender: AppConfig, using: str = "default", **kwargs: Any) -> None:
    """Create the groups and give them their rights; repeating it changes nothing.

    Runs after each app's migrations and acts once, after the last app with models, since
    permissions are made app by app. Rights that an administrator added are kept.
    """
    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    if sender.label != last.label:
        return
    for name in ROLES:
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*_permissions(permissions_of(name), using))


def _permissions(patterns: list[str], using: str) -> list[Permission]:
    wanted = Q(pk__in=[])
    for pattern in patterns:
        app_label, _, codename = pattern.partition(".")
        exact = Q(codename=codename)
        within = Q(codename__startswith=codename.removesuffix("*"))
        wanted |= Q(content_type__app_label=app_label) & (within if "*" in codename else exact)
    return list(Permission.objects.using(using).filter(wanted))
