"""Changing one comment at the desk: editing, answering, moving, taking the link out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from comments.models import Block, Comment
from fitsite.accounts.models import User
from tests.comments.desk.conftest import QUEUE, Decide
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db
CHANGES = ["correct", "answer", "move", "block"]
Change = Callable[..., Any]


@pytest.fixture
def change(browser: Client) -> Change:
    """Send the form of a change; keyword arguments are its fields."""

    def change(verb: str, comment: Comment, *, script: bool = False, **given: Any) -> Any:
        headers = {"Accept": "application/json"} if script else {}
        data = {"decisions": str(comment.decisions)} | given
        return browser.post(f"{QUEUE}{comment.pk}/{verb}/", data, headers=headers)

    return change


def fresh(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


def test_a_text_is_changed_and_the_queue_comes_back(say: Say, change: Change) -> None:
    comment = say("First")
    response = change("correct", comment, body="Second", query="tab=held")
    assert response.status_code == 302
    assert response["Location"] == f"{QUEUE}?tab=held"
    assert fresh(comment).body == "Second"


def test_the_form_holds_the_text_as_it_stands(say: Say, browser: Client) -> None:
    comment = say("First <b>words</b>")
    page = browser.get(f"{QUEUE}{comment.pk}/correct/").content.decode()
    assert "First &lt;b&gt;words&lt;/b&gt;</textarea>" in page


def test_a_reply_is_published_with_the_comment_that_it_answers(
    say: Say, change: Change, client: Client, article: Article, moderator: User
) -> None:
    comment = say("Is it true?")
    response = change("answer", comment, body="It is.", query="tab=held")
    assert response["Location"] == f"{QUEUE}?tab=held&decided={comment.pk}"
    reply = Comment.objects.get(parent=comment)
    assert (reply.status, reply.name) == ("published", moderator.public_name)
    page = client.get(article.get_absolute_url()).content.decode()
    assert page.index("Is it true?") < page.index("It is.")


def test_undoing_a_reply_takes_it_away_and_holds_the_comment_again(
    say: Say, change: Change, decide: Decide
) -> None:
    comment = say("Is it true?")
    change("answer", comment, body="It is.")
    decide("restore", fresh(comment))
    assert fresh(comment).status == "held"
    assert Comment.objects.get(parent=comment).status == "removed"


def test_undoing_a_reply_to_a_published_comment_leaves_that_alone(
    say: Say, change: Change, decide: Decide, moderator: User
) -> None:
    comment = say("Is it true?")
    comment.approve(by=moderator)
    change("answer", comment, body="It is.")
    decide("restore", fresh(comment))
    assert fresh(comment).status == "published"
    assert Comment.objects.get(parent=comment).status == "removed"


def test_where_no_reply_can_be_taken_the_comment_stays_held_and_the_words_are_kept(
    say: Say, change: Change, article: Article
) -> None:
    comment = say("Is it true?")
    Article.objects.filter(pk=article.pk).update(comments_open=False)
    response = change("answer", comment, body="It is, I say.")
    assert response.status_code == 422
    assert "Comments on this article are closed." in response.text
    assert "It is, I say.</textarea>" in response.text
    assert fresh(comment).status == "held"
    assert not Comment.objects.filter(parent=comment).exists()


@pytest.mark.parametrize("typed", ["{pk}", "#comment-{pk}", "https://x.example/comments/{pk}/"])
def test_a_comment_is_moved_by_number_or_address(
    typed: str, say: Say, change: Change, moderator: User
) -> None:
    above, comment = say(), say()
    above.approve(by=moderator)
    change("move", comment, under=typed.format(pk=above.pk))
    assert fresh(comment).parent == above
    change("move", comment, under="")
    assert fresh(comment).parent is None


@pytest.mark.parametrize("typed", ["0", "x", "-1", "9" * 18, "9" * 30, "²", "1/../2"])
def test_nonsense_moves_nothing_and_stays_in_the_field(
    typed: str, say: Say, change: Change
) -> None:
    comment = say()
    response = change("move", comment, under=typed)
    assert response.status_code == 422
    assert "There is no such published comment on this article." in response.text
    assert f'value="{typed}"' in response.text
    assert fresh(comment).parent is None


def test_the_link_is_taken_out_by_one_press(say: Say, decide: Decide, browser: Client) -> None:
    comment = say(website="https://shop.example/")
    assert "Take the link out" in browser.get(QUEUE).text
    decide("strip_website", comment)
    assert fresh(comment).website == ""
    assert "Take the link out</button>" not in browser.get(QUEUE).text


@pytest.mark.parametrize("body", ["", "   ", "x" * 10_001])
@pytest.mark.parametrize("verb", ["correct", "answer"])
def test_an_impossible_text_is_refused_beside_the_field(
    verb: str, body: str, say: Say, change: Change
) -> None:
    comment = say("First")
    response = change(verb, comment, body=body)
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert (fresh(comment).body, fresh(comment).status) == ("First", "held")


@pytest.mark.parametrize(
    ("verb", "given"), [("correct", {"body": "Mine"}), ("answer", {"body": "Mine"})]
)
def test_what_somebody_decided_meanwhile_is_told_and_nothing_typed_is_lost(
    verb: str, given: dict[str, str], say: Say, change: Change, administrator: User
) -> None:
    comment = say("First")
    seen = fresh(comment)
    comment.mark_as_spam(by=administrator)
    response = change(verb, seen, **given)
    assert response.status_code == 422
    assert "administrator has decided meanwhile" in response.text
    assert "Mine</textarea>" in response.text
    assert (fresh(comment).body, fresh(comment).status) == ("First", "spam")


def test_a_script_gets_the_form_its_mistakes_and_the_card(
    say: Say, change: Change, browser: Client
) -> None:
    comment = say("First")
    address = f"{QUEUE}{comment.pk}/correct/"
    asked = browser.get(address, headers={"Accept": "application/json"}).json()
    assert asked["form"].lstrip().startswith("<form")
    assert "role=" in change("correct", comment, script=True, body="").json()["form"]
    done = change("correct", comment, script=True, body="Second").json()
    assert "Second" in done["cards"][str(comment.pk)]
    assert done["said"] == "1 comment changed."


@pytest.mark.parametrize("verb", CHANGES)
def test_looking_at_the_form_changes_nothing(verb: str, say: Say, browser: Client) -> None:
    comment = say("First")
    assert browser.get(f"{QUEUE}{comment.pk}/{verb}/?body=Second&under=").status_code == 200
    assert (fresh(comment).body, fresh(comment).status) == ("First", "held")


@pytest.mark.parametrize("verb", [*CHANGES, "restore", "delete", "approve"])
def test_what_does_not_exist_is_not_found(verb: str, browser: Client, say: Say) -> None:
    assert browser.get(f"{QUEUE}999/{verb}/").status_code == 404
    if verb not in CHANGES:
        assert browser.post(f"{QUEUE}{say().pk}/{verb}/").status_code == 404


@pytest.mark.parametrize("verb", CHANGES)
def test_strangers_and_editors_change_nothing(
    verb: str, say: Say, client: Client, editor: User, signed_in: Callable[[User], Client]
) -> None:
    comment = say("First")
    address = f"{QUEUE}{comment.pk}/{verb}/"
    for method in ("get", "post"):
        response = getattr(client, method)(address, {"body": "Second"})
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")
        assert getattr(signed_in(editor), method)(address, {"body": "Second"}).status_code == 403
    assert (fresh(comment).body, fresh(comment).status) == ("First", "held")


@pytest.mark.parametrize("verb", CHANGES)
def test_other_methods_are_refused(verb: str, say: Say, browser: Client) -> None:
    assert browser.put(f"{QUEUE}{say().pk}/{verb}/").status_code == 405


def test_sending_a_form_twice_answers_once(say: Say, change: Change) -> None:
    comment = say()
    change("answer", comment, body="It is.")
    change("answer", comment, body="It is.")
    assert Comment.objects.filter(parent=comment).count() == 1


def test_what_a_comment_has_is_blocked_from_then_on(
    say: Say, change: Change, akismet: AkismetStandIn
) -> None:
    comment = say(email="kim@spam.example", address="10.9.8.7")
    response = change("block", comment, kind="domain", effect="spam", why="Floods", days="7")
    assert response.status_code == 302
    block = Block.objects.get()
    assert (block.value, block.why, block.until is not None) == ("spam.example", "Floods", True)
    assert say(email="lee@spam.example").status == "spam"
    assert fresh(comment).status == "published"


def test_a_block_is_undone_like_all_else(say: Say, change: Change, decide: Decide) -> None:
    comment = say(email="kim@spam.example")
    change("block", comment, kind="domain", effect="spam")
    decide("restore", fresh(comment))
    assert not Block.objects.in_force().exists()
    assert say(email="lee@spam.example").status == "held"


def test_a_word_is_typed(say: Say, change: Change) -> None:
    comment = say("Buy casino chips")
    assert "Which word?" in change("block", comment, kind="word", effect="hold").text
    change("block", comment, kind="word", word="casino", effect="spam")
    assert say("At the Casino!").status == "spam"


@pytest.mark.parametrize("given", [{}, {"kind": "magic"}, {"kind": "name", "effect": "publish"}])
def test_nonsense_blocks_nothing(given: dict[str, str], say: Say, change: Change) -> None:
    assert change("block", say(), **given).status_code == 422
    assert not Block.objects.exists()


def test_nobody_blocks_themselves(say: Say, change: Change, moderator: User) -> None:
    comment = say(email=moderator.email)
    response = change("block", comment, kind="email", effect="spam", why="Because")
    assert response.status_code == 422
    assert "This would block yourself." in response.text
    assert 'value="Because"' in response.text
