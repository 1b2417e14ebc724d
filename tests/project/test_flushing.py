"""What a test that commits leaves to the next one is what migrating leaves."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from tests.flushing import rows

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", ["first", "second"])
def test_migrating_finds_nothing_to_add(time: str) -> None:
    assert not Group.objects.filter(name="Readers").exists()
    before = rows()
    call_command("migrate", verbosity=0)
    assert rows() == before
    assert "auth_permission" in before
    Group.objects.create(name="Readers")
