"""Files that nothing names any more go a day later, and no others ever do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from time_machine import TimeMachineFixture

from articles.duties import sweep
from articles.models import Image
from articles.sweeping import delete_leftovers
from fitsite.accounts.models import User
from tests.articles.pictures import picture, upload
from tests.articles.shown_pictures import work

DAY = 24 * 3600
Files = Callable[[], set[str]]


@pytest.fixture(autouse=True)
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


@pytest.fixture
def files(settings: Settings) -> Files:
    """All uploaded files and what was made of them."""
    root = Path(settings.MEDIA_ROOT)
    return lambda: {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def move_focus(photograph: Image, editor: User, signed_in: Any) -> Callable[[int], None]:
    """Choose another focal point, and have the renditions made."""

    def move(across: int) -> None:
        chosen = {"alt": "A", "focal_x": across, "focal_y": 50}
        signed_in(editor).post(f"/admin/articles/image/{photograph.pk}/change/", chosen)
        work()

    return move


def test_before_anything_was_made_there_is_nothing_to_sweep(db: None, files: Files) -> None:
    sweep()
    assert files() == set()


def test_what_is_in_use_stays_for_ever(
    photograph: Image, files: Files, clock: TimeMachineFixture
) -> None:
    work()
    made = files()
    for _ in range(4):
        sweep()
        clock.shift(DAY)
    assert files() == made


def test_what_another_focal_point_replaced_stays_for_a_day(
    photograph: Image,
    move_focus: Callable[[int], None],
    files: Files,
    clock: TimeMachineFixture,
) -> None:
    work()
    before = files()
    move_focus(0)
    after = files() - before
    assert after
    sweep()
    clock.shift(DAY - 1)
    sweep()
    assert before <= files()
    clock.shift(1)
    sweep()
    assert after <= files()
    assert before - files()
    assert photograph.file.name in files()


def test_what_is_wanted_again_meanwhile_stays(
    move_focus: Callable[[int], None], files: Files, clock: TimeMachineFixture
) -> None:
    work()
    before = files()
    move_focus(0)
    sweep()
    clock.shift(DAY)
    move_focus(50)
    delete_leftovers()
    assert before <= files()


def test_while_a_picture_is_being_made_nothing_of_it_is_deleted(
    photograph: Image,
    move_focus: Callable[[int], None],
    files: Files,
    clock: TimeMachineFixture,
) -> None:
    work()
    move_focus(0)
    sweep()
    clock.shift(DAY)
    Image.objects.update(focal_x=50)
    before = files()
    delete_leftovers()
    assert files() == before


def test_what_a_killed_worker_left_behind_goes(
    photograph: Image, settings: Settings, files: Files, clock: TimeMachineFixture
) -> None:
    work()
    unfinished = Path(settings.MEDIA_ROOT) / f"renditions/{photograph.pk}/.tmp12345"
    unfinished.write_bytes(b"half")
    sweep()
    assert unfinished.exists()
    clock.shift(DAY)
    sweep()
    assert not unfinished.exists()
    assert len(files()) > 10


def test_a_deleted_picture_is_gone_from_the_disk_a_day_later(
    photograph: Image, editor: User, signed_in: Any, files: Files, clock: TimeMachineFixture
) -> None:
    work()
    made = files()
    desk = f"/admin/articles/image/{photograph.pk}/delete/"
    signed_in(editor).post(desk, {"post": "yes"})
    assert not Image.objects.exists()
    sweep()
    assert files() == made
    clock.shift(DAY)
    sweep()
    assert files() == set()
    sweep()
    sweep()
    folder = Path(photograph.file.storage.path("renditions"))
    assert list(folder.iterdir()) == []


def test_many_deleted_pictures_are_gone_too(
    photograph: Image, editor: User, signed_in: Any, files: Files, clock: TimeMachineFixture
) -> None:
    chosen = {"action": "delete_selected", "_selected_action": photograph.pk, "post": "yes"}
    signed_in(editor).post("/admin/articles/image/", chosen)
    clock.shift(DAY)
    sweep()
    assert files() == set()


def test_a_replaced_original_is_gone_a_day_later(
    photograph: Image, editor: User, signed_in: Any, files: Files, clock: TimeMachineFixture
) -> None:
    other = {"file": upload(picture(), "other.jpg"), "focal_x": 50, "focal_y": 50}
    signed_in(editor).post(f"/admin/articles/image/{photograph.pk}/change/", other)
    assert files() == {"images/photo.jpg", "images/other.jpg"}
    clock.shift(DAY)
    sweep()
    assert files() == {"images/other.jpg"}


def test_other_files_are_none_of_the_sweepers_business(
    photograph: Image, settings: Settings, files: Files, clock: TimeMachineFixture, client: Client
) -> None:
    for name in ("renditions.txt", "images/by-hand.jpg", "notes/renditions/1/a.avif"):
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"mine")
    before = files()
    sweep()
    clock.shift(DAY)
    sweep()
    assert files() == before
