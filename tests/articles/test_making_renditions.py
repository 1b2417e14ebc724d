"""The worker makes renditions once, whatever dies, fails or happens at the same moment."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from time_machine import TimeMachineFixture

from articles.duties import make_renditions
from articles.models import Article, Image
from fitsite.page_cache.models import PageVersion
from tests.articles.pictures import picture, upload
from tests.articles.shown_pictures import fetched, pictures, work
from tests.comments.together import together, until

MakeArticle = Callable[..., Article]
Send = Callable[..., Any]
at_the_same_time = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


def lose_the_file(image: Image) -> None:
    default_storage.delete(image.file.name or "")


def test_a_picture_is_made_once(photograph: Image, django_assert_num_queries: Any) -> None:
    assert make_renditions()
    assert Image.objects.get().is_finished
    with django_assert_num_queries(1):
        assert not make_renditions()


def test_another_recipe_makes_every_picture_anew(
    photograph: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    work()
    for module in ("articles.renditions", "articles.models.renditions"):
        monkeypatch.setattr(f"{module}.RECIPE", 1000)
    assert Image.objects.due().get() == photograph
    work()
    assert not Image.objects.unfinished().exists()


def test_a_picture_that_cannot_be_made_is_told_and_keeps_nobody_waiting(
    send: Send, photograph: Image, caplog: pytest.LogCaptureFixture
) -> None:
    lose_the_file(photograph)
    send(picture(), "second.jpg")
    work()
    assert Image.objects.unfinished().get() == photograph
    assert f"No renditions of picture {photograph.pk} (images/photo.jpg)" in caplog.text
    assert Image.objects.exclude(pk=photograph.pk).get().is_finished


def test_it_is_tried_ever_more_seldom_and_never_given_up(
    photograph: Image, clock: TimeMachineFixture
) -> None:
    lose_the_file(photograph)
    waits = []
    for _ in range(14):
        assert make_renditions()
        assert not make_renditions()
        due_at = Image.objects.get().due_at
        waits.append(due_at - timezone.now())
        clock.move_to(due_at, tick=False)
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=2)
    assert waits[-1] == waits[-2] == timedelta(minutes=30)


def test_a_file_that_is_put_right_at_the_desk_is_tried_at_once(
    photograph: Image, send: Send, editor: Any, signed_in: Any
) -> None:
    lose_the_file(photograph)
    work()
    moved = {"alt": "A", "focal_x": 10, "focal_y": 50}
    default_storage.save(photograph.file.name or "", picture_file())
    signed_in(editor).post(f"/admin/articles/image/{photograph.pk}/change/", moved)
    work()
    assert Image.objects.get().is_finished


def picture_file() -> Any:
    return ContentFile(picture(size=(1600, 900)))


def test_a_picture_that_changes_meanwhile_is_made_as_it_is_now(photograph: Image) -> None:
    being_made = Image.objects.due().get()
    assert being_made.claim()
    Image.objects.update(focal_x=10)
    being_made.make_renditions()
    assert Image.objects.due().get().focal_x == 10
    work()
    assert Image.objects.get().is_finished


def test_a_file_that_was_replaced_is_not_shown_by_its_old_renditions(
    photograph: Image,
    make_article: MakeArticle,
    editor: Any,
    signed_in: Any,
    client: Client,
) -> None:
    make_article(hero=photograph)
    work()
    other = {"file": upload(picture(size=(40, 40)), "other.jpg"), "focal_x": 50, "focal_y": 50}
    signed_in(editor).post(f"/admin/articles/image/{photograph.pk}/change/", other)
    ((shown, _),) = pictures(client, "/")
    assert shown["src"] == "/media/images/other.jpg"
    work()
    ((shown, _),) = pictures(client, "/")
    assert fetched(client, shown["src"]).size == (40, 22)


def test_taking_a_picture_up_is_nothing_that_readers_see(photograph: Image) -> None:
    before = PageVersion.objects.get(scope="site").number
    assert photograph.claim()
    assert PageVersion.objects.get(scope="site").number == before


@at_the_same_time
def test_of_two_workers_one_takes_a_picture_up(photograph: Image) -> None:
    same = [Image.objects.get(), Image.objects.get()]
    assert sorted(together(*(image.claim for image in same))) == [False, True]


@at_the_same_time
def test_two_who_make_the_same_make_the_same(
    photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    make_article(hero=photograph)
    together(Image.objects.get().make_renditions, Image.objects.get().make_renditions)
    assert not Image.objects.unfinished().exists()
    ((_, files),) = pictures(client, "/")
    for choices in files.values():
        for address, width in choices:
            assert fetched(client, address).width == width


@at_the_same_time
def test_a_worker_that_is_killed_leaves_nothing_half_done(
    photograph: Image,
    make_article: MakeArticle,
    client: Client,
    settings: Settings,
    clock: TimeMachineFixture,
) -> None:
    article = make_article(hero=photograph)
    folder = Path(settings.MEDIA_ROOT) / "renditions"
    connections.close_all()
    worker = os.fork()
    if worker == 0:
        make_renditions()
        signal.pause()
    until(lambda: any(folder.rglob("*.avif")))
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)

    for file in folder.rglob("[!.]*.*"):
        fetched(client, f"/media/{file.relative_to(settings.MEDIA_ROOT)}")
    ((shown, _),) = pictures(client, article.get_absolute_url())
    assert shown["src"] == photograph.file.url
    assert not make_renditions()  # The dead worker's time is not up yet.
    clock.shift(120)
    work()
    assert Image.objects.get().is_finished
    ((_, files),) = pictures(client, article.get_absolute_url())
    assert [width for _, width in files["image/avif"]] == [320, 640, 960, 1280, 1600]
    for address, width in files["image/avif"]:
        assert fetched(client, address).width == width


@at_the_same_time
@pytest.mark.parametrize("attempt", range(3))
def test_an_article_that_is_published_in_that_moment_shows_them_too(
    attempt: int, photograph: Image, client: Client
) -> None:
    body = f'<img src="{photograph.file.url}" alt="A">'
    drafts = [Article.objects.draft(title="T", slug=f"a-{n}", body=body) for n in range(3)]
    publish = [partial(draft.publish, draft.revisions.get()) for draft in drafts]
    together(Image.objects.get().make_renditions, *publish, *publish)
    work()
    for draft in drafts:
        ((_, files),) = pictures(client, f"/articles/{draft.revisions.get().slug}/")
        assert "image/avif" in files
