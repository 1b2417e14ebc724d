"""A comment: its place in a thread, its public state, and the text in force."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import StrIndex, Substr
from django.utils import timezone

from articles.models import Article
from comments import rights
from comments.models.erasing import Erasable
from comments.models.indexes import DISCARDED_WITH_TEXT, INDEXES
from comments.models.report import Report
from comments.models.submitting import SubmittingManager
from comments.models.threading import MAX_DEPTH
from comments.states import PUBLISHING_BASES, UNDECIDED, Basis, Status
from fitsite.addresses import address_of
from fitsite.markup import trusted
from fitsite.words_of_html import words_of

# The stubs want an Expression; a Q is one for every purpose here.
_IS_TO_WEIGH: Any = Q(status=Status.SPAM, basis=Basis.SPAM, doubt=None)


class CommentQuerySet(models.QuerySet["Comment"]):
    """Words for finding comments."""

    def published(self) -> CommentQuerySet:
        """What the public may read, count, find and follow."""
        return self.filter(status=Status.PUBLISHED)

    def in_thread(self) -> CommentQuerySet:
        """What stands in a thread: published, or taken away under published replies."""
        return self.filter(in_thread=True)

    def undecided(self) -> CommentQuerySet:
        """What waits for a verdict or a person."""
        return self.filter(status__in=UNDECIDED)

    def reported(self) -> CommentQuerySet:
        """What readers say should not stand, and nobody has dealt with."""
        # From the few reports to their comments: both databases would look along all comments for
        # one that is reported if they were asked whether there is a report.
        return self.filter(pk__in=Report.objects.open().order_by().values("comment"))

    def doubtful(self) -> CommentQuerySet:
        """What the checker has put in Spam and may have wronged."""
        return self.filter(doubt__gt=0)

    def shown_to(self, user: Any) -> CommentQuerySet:
        """What somebody finds at the desk: all, or what they decide about."""
        return self.all() if rights.sees_all(user) else self.decidable_by(user)

    def decidable_by(self, user: Any) -> CommentQuerySet:
        """What somebody decides about: all, or what stands under their own articles.

        One query for whoever decides about some.
        """
        if rights.decides_all(user):
            return self.all()
        if rights.decides_some(user):
            # The articles themselves, not a query for them: PostgreSQL then knows how many comments
            # that may be, and does not fetch all of them for the few that a page shows.
            own = Article.objects.belonging_to(user).order_by().values_list("pk", flat=True)
            return self.filter(article__in=list(own))
        return self.none()

    def discarded_with_text(self) -> CommentQuerySet:
        """What the checker discarded or its author withdrew, before its text is forgotten."""
        return self.filter(DISCARDED_WITH_TEXT)

    def confirm(self) -> int:
        """Whoever reads the mail of their address says that they wrote them."""
        return self.filter(email_confirmed_at=None).update(email_confirmed_at=timezone.now())


class Comment(Erasable):
    """What a reader said about an article. `body` is exactly as typed; `body_html` is rendered."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="comments", db_index=False
    )
    name = models.CharField(max_length=80)
    email = models.EmailField(max_length=254, blank=True)
    website = models.URLField(max_length=300, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comments",
    )
    address = models.GenericIPAddressField(null=True, unpack_ipv4=True)
    network = models.CharField(max_length=50, blank=True, editable=False)
    email_domain = models.GeneratedField(
        expression=Substr("email", StrIndex("email", Value("@")) + 1),
        output_field=models.CharField(max_length=254),
        db_persist=True,
    )
    created_at = models.DateTimeField()
    wants_mail = models.BooleanField(
        default=False, help_text="Whether its author asked for mail about answers."
    )
    email_confirmed_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When a letter to the address showed that it is theirs.",
    )

    campaign = models.ForeignKey(
        "comments.Campaign",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="comments",
        db_index=False,
    )
    is_compared = models.BooleanField(
        default=False,
        editable=False,
        help_text="Whether the worker has looked what its text is like: comments/grouping.py.",
    )

    is_to_weigh = models.GeneratedField(
        expression=_IS_TO_WEIGH, output_field=models.BooleanField(), db_persist=True
    )
    doubt_why = models.CharField(
        max_length=200, blank=True, editable=False, help_text="In words that a moderator reads."
    )

    objects = SubmittingManager.from_queryset(CommentQuerySet)()

    class Meta:
        ordering = ["-pk"]
        permissions = [
            ("moderate_comment", "Can decide what is published"),
            ("moderate_own_articles", "Can decide about comments under own articles"),
            ("view_address", "Can see e-mail and network addresses"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="comments_comment_status_known"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=Basis.values), name="comments_comment_basis_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED)
                | Q(basis__in=PUBLISHING_BASES, published_at__isnull=False, place__isnull=False),
                name="comments_comment_published_on_verdict_or_person",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.UNCHECKED, basis=Basis.NOTHING)
                | (~Q(status=Status.UNCHECKED) & ~Q(basis=Basis.NOTHING)),
                name="comments_comment_decided_on_a_basis",
            ),
            models.CheckConstraint(
                condition=~Q(basis=Basis.AUTHOR) | Q(status=Status.REMOVED),
                name="comments_comment_withdrawn_is_removed",
            ),
            models.CheckConstraint(
                condition=Q(parent=None, depth=0) | Q(parent__isnull=False, depth__gt=0),
                name="comments_comment_depth_from_parent",
            ),
            models.CheckConstraint(
                condition=Q(doubt=None) | Q(status=Status.SPAM, basis=Basis.SPAM),
                name="comments_comment_doubt_is_about_spam",
            ),
            models.CheckConstraint(
                condition=Q(depth__lte=MAX_DEPTH), name="comments_comment_depth_limited"
            ),
        ]
        indexes = INDEXES

    def __str__(self) -> str:
        return f"{self.name}: {self.body[:60]}"

    @property
    def is_published(self) -> bool:
        """Whether the public may read its text."""
        return self.status == Status.PUBLISHED

    @property
    def is_from_confirmed_address(self) -> bool:
        """Whether its author has shown that its e-mail address is theirs, for this very comment.

        By what their browser sent with it, or afterwards by the letter that it brought. That
        another comment with the address was confirmed says nothing: anybody can type it.
        """
        return self.email_confirmed_at is not None

    def is_decidable_by(self, user: Any) -> bool:
        """Whether somebody decides about it."""
        return Comment.objects.decidable_by(user).filter(pk=self.pk).exists()

    @property
    def text_html(self) -> str:
        """The text in force as HTML that a page may print."""
        return trusted(self.body_html)

    @property
    def words(self) -> str:
        """The text in force as it reads, not as it was typed: what letters quote."""
        return words_of(self.body_html)

    @property
    def anchor(self) -> str:
        """The comment's id within a page."""
        return f"comment-{self.pk}"

    def get_absolute_url(self) -> str:
        """The permalink: leads to the page of the thread on which the comment stands."""
        return address_of("comments:permalink", self.pk)
