"""A site with one of everything; of what belongs to somebody, one's own and another's."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Article, Author, Category, Image, Page
from comments.mail.links import CONFIRM, STOP, YOURS
from comments.models import (
    Block,
    BulkDecision,
    Campaign,
    CheckerState,
    Comment,
    CommentSettings,
    Reader,
    Subscription,
)
from comments.own_link import own_link
from fitsite.accounts.models import User
from fitsite.branding.models import Branding
from fitsite.letters.models import Letter
from tests.articles.pictures import picture, upload
from tests.conftest import MakeArticle, Say


def one_of_everything(
    user: User | None, other: User, say: Say, make: MakeArticle
) -> dict[str, Any]:
    """What an address may name: ids, and links that a letter holds."""
    sport = Category.objects.create(name="Sport", slug="sport")
    public = make(title="Public", slug="public", tag_names=["Run"], category_ids=[sport.pk])
    comment = say("Public words", article=public)
    comment.approve(by=other)
    CheckerState.objects.of("akismet")
    default_storage.save("notes.txt", ContentFile(b"hello"))
    return {
        **_of("own", user, say, make),
        **_of("others", other, say, make),
        **_mail(comment),
        "comment": comment.pk,
        "author": Author.objects.of(other).pk,
        "category": sport.pk,
        "image": Image.objects.create(file=upload(picture()), alt="Runners").pk,
        "page": Page.objects.create(title="About", slug="about", body="<p>Us.</p>").pk,
        "tag": public.tags.get().pk,
        "branding": Branding.objects.create().pk,
        "settings": CommentSettings.objects.create().pk,
        "campaign": Campaign.of(comment).pk,
        "block": Block.objects.put("network", "10.9.8.7", by=other, why="Floods").pk,
        "account": other.pk,
        "superuser": User.objects.create_superuser("owner", "owner@example.org").pk,
        "group": Group.objects.get(name="Editors").pk,
        "kind_of_article": ContentType.objects.get_for_model(Article).pk,
        "kind_of_author": ContentType.objects.get_for_model(Author).pk,
    }


def _of(whose: str, who: User | None, say: Say, make: MakeArticle) -> dict[str, int]:
    names = [Author.objects.of(who).pk] if who else []
    draft = Article.objects.draft(by=who, title=f"Plans of {whose}", slug=f"plans-of-{whose}")
    live = make(title=f"News of {whose}", slug=f"news-of-{whose}", author_ids=names)
    sender = {"email": "kim@example.com", "address": "10.9.8.7"}
    comment = say(f"Words under {whose}", article=live, **sender)
    return {
        f"{whose}_bulk": _bulk(who, comment),
        f"{whose}_draft": draft.pk,
        f"{whose}_live": live.pk,
        f"{whose}_comment": comment.pk,
        f"{whose}_image": Image.objects.create(file=upload(picture()), uploaded_by=who).pk,
    }


def _bulk(who: User | None, comment: Comment) -> int:
    """A bulk decision that is under way; strangers have none."""
    if who is None:
        return 0
    found = Comment.objects.filter(pk=comment.pk)
    bulk = BulkDecision.objects.propose(found, by=who, what="Needs you")
    bulk.begin("approve")
    return bulk.pk


def _mail(comment: Comment) -> dict[str, Any]:
    reader = Reader.objects.create(address="kim@example.com")
    subscription = Subscription.objects.create(
        reader=reader, article=comment.article, scope="all", requested_at=comment.created_at
    )
    Letter.objects.post(key="1", to="kim@example.com", template="emails/yours", context={})
    return {
        "reader": reader.pk,
        "subscription": subscription.pk,
        "letter": Letter.objects.get().pk,
        "own_link": own_link(comment),
        "confirm": CONFIRM.path(subscription.pk, comment.pk),
        "stop": STOP.path(subscription.pk),
        "yours": YOURS.path(reader.pk),
    }
