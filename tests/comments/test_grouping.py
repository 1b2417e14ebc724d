"""Which comments the worker takes for copies of one, and which not."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from comments.duties import forget_fingerprints, group_comments, reconcile_counts
from comments.models import Campaign, Comment, Fingerprint
from fitsite.accounts.models import User
from fitsite.leasing import LEASE
from tests.comments.copies import SPAM, copy_of
from tests.conftest import Say

pytestmark = pytest.mark.django_db

LONG = (
    "I have baked this bread three times now. The first loaf was flat, the second had a crust like"
    " a roof tile, and the third was gone before it was cold. The trick is to wait for longer than"
    " seems right."
)


def compare() -> None:
    """What the worker does until everything was compared."""
    while group_comments():
        pass


def sizes() -> list[int]:
    """How many comments each campaign has, the largest first."""
    found = Counter(Comment.objects.exclude(campaign=None).values_list("campaign", flat=True))
    return sorted(found.values(), reverse=True)


def test_copies_with_other_names_links_and_spacing_are_one_campaign(say: Say) -> None:
    for number in range(40):
        say(copy_of(SPAM, number))
    compare()
    assert sizes() == [40]


def test_a_comment_is_compared_with_what_came_before_it(say: Say) -> None:
    first = say(copy_of(SPAM, 1))
    say(LONG)
    compare()
    assert sizes() == []
    second = say(copy_of(SPAM, 2))
    compare()
    assert set(Campaign.objects.get().comments.all()) == {first, second}


@pytest.mark.parametrize(
    "texts",
    [
        ["Great post!"] * 5,
        ["Thank you for sharing this with us!"] * 5,
        ["I agree with Ann.", "I agree with Bea.", "I agree with Cleo."],
        # Others say something of their own and lead to the same well-known place.
        [
            "Here is a video of it: https://video.example/a",
            "My favourite song https://video.example/b",
            "No. https://video.example/c",
        ],
        [LONG, LONG.replace("bread", "cake").replace("loaf", "tin")[:90]],
    ],
)
def test_short_texts_and_common_hosts_make_no_campaign(texts: list[str], say: Say) -> None:
    for text in texts:
        say(text)
    compare()
    assert sizes() == []


@pytest.mark.parametrize(
    "texts",
    [
        ["Nice! https://pills.example/buy"] * 3,
        [
            "Best pills here pills.. https://www.pills.example/",
            "best PILLS here pills http://pills.example",
            "Best pills, here: pills! http://pills.example/",
        ],
    ],
)
def test_short_texts_that_lead_to_the_same_place_do(texts: list[str], say: Say) -> None:
    for text in texts:
        say(text)
    compare()
    assert sizes() == [3]


def test_the_website_of_an_author_counts_as_a_link(say: Say) -> None:
    for _ in range(3):
        say("What a post!", website="https://pills.example/")
        say("What a post!")
    compare()
    assert sizes() == [3]


def test_who_quotes_a_comment_does_not_copy_it(say: Say) -> None:
    say(LONG)
    for number in range(3):
        say(f"> {LONG}\n\nHow long is longer, number {number}?")
    compare()
    assert sizes() == []


def test_a_changed_text_is_compared_anew(say: Say) -> None:
    comments = [say(copy_of(SPAM, number)) for number in range(4)]
    compare()
    check = comments[0].edit(LONG)
    check.settle("ham")
    compare()
    assert sizes() == [3]
    assert Campaign.objects.get().members == 3


def test_an_erased_comment_is_like_nothing_any_more(say: Say) -> None:
    comments = [say(copy_of(SPAM, number)) for number in range(4)]
    compare()
    comments[0].erase()
    assert not Fingerprint.objects.filter(comment=comments[0]).exists()
    assert sizes() == [3]
    campaign = Campaign.objects.get()
    assert (campaign.members, campaign.held, campaign.removed) == (3, 3, 0)


def test_what_is_older_than_ninety_days_is_compared_with_no_more(say: Say, clock: Any) -> None:
    say(copy_of(SPAM, 1))
    compare()
    clock.shift(91 * 24 * 3600)
    forget_fingerprints()
    assert not Fingerprint.objects.exists()
    say(copy_of(SPAM, 2))
    compare()
    assert sizes() == []


def test_counts_follow_the_members_and_are_mended(say: Say, moderator: User) -> None:
    comments = [say(copy_of(SPAM, number)) for number in range(4)]
    compare()
    comments[0].mark_as_spam(by=moderator)
    comments[1].approve(by=moderator)
    Comment.objects.get(pk=comments[1].pk).remove(by=moderator)
    counted = Campaign.objects.values("held", "spam", "removed", "published", "members")
    right = {"held": 2, "spam": 1, "removed": 1, "published": 0, "members": 4}
    # Instances that were read before the grouping are locked and read anew by each verb.
    assert counted.get() == right
    Campaign.objects.update(held=7, spam=0, members=1)
    reconcile_counts()
    assert counted.get() == right


def test_one_worker_at_a_time_compares_and_a_dead_one_is_followed(
    say: Say, clock: Any, monkeypatch: Any
) -> None:
    for number in range(3):
        say(copy_of(SPAM, number))
    take_in = Campaign.take_in

    def dies(campaign: Campaign, comment: Comment) -> bool:
        raise SystemExit("killed")

    monkeypatch.setattr(Campaign, "take_in", dies)
    monkeypatch.setattr("fitsite.leasing.Leased.release", lambda _: None)
    with pytest.raises(SystemExit):
        group_comments()
    monkeypatch.undo()
    assert Campaign.take_in is take_in
    assert not group_comments()  # The other may still be at it.
    clock.shift(LEASE.total_seconds() + 1)
    compare()
    assert sizes() == [3]


def test_a_long_text_costs_little(say: Say) -> None:
    say("word " * 1990)
    compare()
    assert Comment.objects.get().is_compared
