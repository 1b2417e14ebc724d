"""An article: its live row, which the public reads and only publish() writes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.timezone import localdate
from taggit.managers import TaggableManager

from articles.models.author import Author
from articles.models.category import Category
from articles.models.content import LIVE_FIELDS, Content
from articles.models.own import Owned, OwnQuerySet
from articles.models.publishing import SlugTaken
from articles.models.rendered import Rendered
from articles.models.revision import Revision
from articles.models.tag import Tag, TaggedArticle
from articles.rendering import pictures_in
from fitsite.addresses import address_of
from fitsite.markup import clean_article
from fitsite.page_cache.models import SITE, ShownToReaders, raise_version
from fitsite.places import Place


class ArticleQuerySet(OwnQuerySet["Article"]):
    """Words for finding articles; `published()` comes from publishing, whose they are from own."""

    def with_bylines(self) -> ArticleQuerySet:
        """Load along the authors and their photos. One query more."""
        bylines = Byline.objects.select_related("author__photo")
        return self.prefetch_related(models.Prefetch("byline_set", bylines))

    def gone(self) -> ArticleQuerySet:
        """What strangers could read once, and can no longer."""
        now = timezone.now()
        return self.filter(
            publish_at__lte=now, unpublish_at__lte=now, unpublish_at__gt=F("publish_at")
        )

    def draft(self, *, by: Any = None, **content: Any) -> Article:
        """Make an article with its first revision; nothing of it is public."""
        article = self.create(created_by=by)
        article.revise(by=by, **content)
        return article


class Article(ShownToReaders, Rendered, Owned, Content):  # type: ignore[django-manager-missing]
    """The text in force and where it is filed. Before the first publication it is empty."""

    title = models.CharField(max_length=200, blank=True)
    slug = models.SlugField(max_length=100, unique=True, null=True, allow_unicode=True)  # type: ignore[assignment]  # noqa: DJ001
    authors = models.ManyToManyField(Author, through="Byline", related_name="articles")
    categories = models.ManyToManyField(Category, related_name="articles")
    tags = TaggableManager(through=TaggedArticle, blank=True)
    live = models.ForeignKey(
        Revision, null=True, on_delete=models.RESTRICT, related_name="+", editable=False
    )
    updated_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    modified_at = models.DateTimeField(null=True, editable=False)
    modified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    objects = ArticleQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-publish_at", "-pk"]
        permissions = [("publish_own_article", "Can publish, change and withdraw own articles")]
        indexes = [
            models.Index(fields=["-publish_at", "-id"], name="articles_newest_first"),
            models.Index(
                fields=["unpublish_at"],
                condition=Q(unpublish_at__isnull=False),
                name="articles_ending",
            ),
        ]

    def __str__(self) -> str:
        return self.title or (latest.title if (latest := self.latest) else "Untitled")

    @property
    def latest(self) -> Revision | None:
        """The newest revision, which an editor goes on from."""
        return self.revisions.first()

    @property
    def bylines(self) -> list[Author]:
        """The authors in their order."""
        return [byline.author for byline in self.byline_set.all()]

    def revise(self, *, by: Any = None, **content: Any) -> Revision:
        """Keep a text as the newest revision; the live article stays as it is."""
        with transaction.atomic():
            Article.objects.select_for_update().get(pk=self.pk)
            newest = self.revisions.aggregate(newest=Max("number"))["newest"] or 0
            revision = self.revisions.create(number=newest + 1, created_by=by, **content)
            revision.pictures.set(pictures_in(revision.body_html))
            self.writers.set(Author.objects.filter(pk__in=revision.author_ids))
            return revision

    def publish(self, revision: Revision, *, by: Any = None) -> None:
        """Put a revision in force: the only writer of the live fields.

        An article that is public already keeps the time at which it appeared, unless the revision
        names another. Raises SlugTaken.
        """
        others = Article.objects.filter(slug=revision.slug).exclude(pk=self.pk)
        try:
            self._put_in_force(revision, by)
        except IntegrityError:
            # The database decides between two who publish at the same moment.
            if others.exists():
                raise SlugTaken(revision.slug) from None
            raise
        self.refresh_from_db()

    def _put_in_force(self, revision: Revision, by: Any) -> None:
        with transaction.atomic():
            raise_version(SITE)
            live = Article.objects.select_for_update().get(pk=self.pk)
            first_published_at = live.publish_at
            if live.live_id and live.reads_otherwise(revision):
                live.updated_at = timezone.now()
            for name in LIVE_FIELDS:
                setattr(live, name, getattr(revision, name))
            live.modified_at, live.modified_by, live.live = timezone.now(), by, revision
            appeared = min(filter(None, [first_published_at, live.modified_at]))
            live.publish_at = revision.publish_at or appeared
            live.render()
            live.save()
            live._file_under(revision)

    def withdraw(self, *, by: Any = None) -> None:
        """Take the article out of the public's sight, now."""
        now = timezone.now()
        with transaction.atomic():
            raise_version(SITE)
            itself = Article.objects.filter(pk=self.pk)
            public = itself.filter(Q(unpublish_at=None) | Q(unpublish_at__gt=now))
            if public.update(unpublish_at=now, modified_at=now, modified_by=by):
                itself.shelve()
        self.refresh_from_db()

    def _file_under(self, revision: Revision) -> None:
        authors = Author.objects.in_bulk(revision.author_ids)
        ordered = [authors[pk] for pk in dict.fromkeys(revision.author_ids) if pk in authors]
        self.byline_set.all().delete()
        Byline.objects.bulk_create(
            Byline(article=self, author=author, position=position)
            for position, author in enumerate(ordered, start=1)
        )
        self.categories.set(Category.objects.filter(pk__in=revision.category_ids))
        self.tags.set(Tag.objects.named(revision.tag_names))
        Article.objects.filter(pk=self.pk).shelve()

    @property
    def is_or_will_be_public(self) -> bool:
        """Whether a stranger may read it now, or some time unless something is done."""
        ends = self.unpublish_at
        return self.publish_at is not None and (ends is None or ends > timezone.now())

    def reads_otherwise(self, revision: Revision) -> bool:
        """Whether a reader would find other words than in the text in force."""
        words = (self.title, self.summary, self.body)
        return words != (revision.title, revision.summary, clean_article(revision.body))

    @property
    def place(self) -> Place | None:
        """Where it stands on every shelf, if it ever was published."""
        return Place(self.publish_at, self.pk) if self.publish_at else None

    @property
    def updated_on(self) -> date | None:
        """The day of the last change to what readers see, where it is not that of publication."""
        if not (self.publish_at and self.updated_at):
            return None
        appeared, updated = localdate(self.publish_at), localdate(self.updated_at)
        return updated if updated > appeared else None

    @property
    def is_published(self) -> bool:
        """Whether a stranger may read it now."""
        return Article.objects.published().filter(pk=self.pk).exists()

    def get_absolute_url(self) -> str:
        """The article's page."""
        return address_of("articles:article", self.slug)


class Byline(models.Model):
    """The place of one author over one article."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE)
    author = models.ForeignKey(Author, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author"], name="articles_byline_once"),
            models.UniqueConstraint(
                fields=["article", "position"], name="articles_byline_position_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} {self.position}"
