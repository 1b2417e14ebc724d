"""The rows of a magazine of any size; see bench/seeding.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from random import Random
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image as Pillow

from articles.duties import make_renditions
from articles.models import Article, Author, Category, Image, Tag
from articles.models.article import Byline
from articles.models.shelved import shelve
from articles.models.tag import TaggedArticle
from articles.rendering import RENDERING, render
from bench.databases import hand_over
from bench.seeding import (
    AUTHORS,
    BATCH,
    DEEP,
    PROBES,
    REPLIES,
    TAGS,
    TAGS_EACH,
    batches,
    moments,
    paragraphs,
    prose,
)
from comments.models import Comment, CommentSettings, ThreadCount
from comments.models.threading import path_step

PER_THREAD = 40
HEROES = 4


class Magazine:
    """So many articles and comments."""

    def __init__(self, random: Random, *, articles: int, comments: int) -> None:
        self.random, self.size, self.comments = random, articles, comments
        self.now = timezone.now()
        # What a reader of a measured article scrolls through; the others are never opened.
        self.long_body = paragraphs(random, 16, 60)
        self.short_body = paragraphs(random, 3, 40)
        self.rendered = {
            body: render(body, (), leads=False).html for body in (self.long_body, self.short_body)
        }

    def fill(self) -> None:
        """Store everything, a batch in each transaction."""
        self._file()
        for batch in batches(self._articles()):
            with transaction.atomic():
                self._store(batch)
        left = self.comments
        for slug, size in PROBES.items():
            self._thread(Article.objects.get(slug=slug), size)
            left -= size
        others = Article.objects.exclude(slug__in=PROBES).order_by("pk").iterator(BATCH)
        share = left // self.size
        for article in others:
            self._thread(article, share)
        self._flush()
        hand_over()

    def _file(self) -> None:
        self.rows: list[Comment] = []
        self.counts: list[ThreadCount] = []
        self.next_pk = 1
        # Posts are measured under one article, more of them than it takes in life.
        CommentSettings.objects.create(article_per_minute=0)
        self.heroes = [_picture(at) for at in range(HEROES)]
        while make_renditions():
            pass
        self.authors = [
            Author.objects.create(
                name=f"Author {at}", slug=f"author-{at}", bio=prose(Random(at), 30)
            )
            for at in range(AUTHORS)
        ]
        training = Category.objects.create(name="Training", slug="training")
        food = Category.objects.create(name="Food", slug="food")
        rest = Category.objects.create(name="Rest", slug="rest")
        running = Category.objects.create(name="Running", slug="running", parent=training)
        self.categories = [training, food, rest, running]
        names = ["common", *(f"tag {at}" for at in range(1, TAGS))]
        self.tags = [Tag.objects.create(name=name) for name in names]
        # Few are common and most are rare: the n-th is used 1/n as often as the first.
        self.weights = [1 / (at + 1) for at in range(TAGS)]

    def _articles(self) -> Iterator[Article]:
        times = moments(self.size, self.now)
        for at, moment in enumerate(times):
            slug = list(PROBES)[at] if at < len(PROBES) else f"article-{at}"
            yield self._article(slug, at, moment)

    def _article(self, slug: str, at: int, moment: datetime) -> Article:
        body = self.long_body if slug in PROBES else self.short_body
        return Article(
            title=prose(self.random, 6),
            slug=slug,
            summary=prose(self.random, 20),
            body=body,
            rendered_html=self.rendered[body],
            rendered_with=RENDERING,
            hero=self.random.choice(self.heroes),
            publish_at=moment,
            modified_at=moment,
        )

    def _store(self, batch: list[Article]) -> None:
        Article.objects.bulk_create(batch)
        bylines, filed, tagged = [], [], []
        filing = Article.categories.through
        for article in batch:
            author = self.random.choice(self.authors)
            bylines.append(Byline(article=article, author=author, position=1))
            category = self.random.choice(self.categories)
            filed.append(filing(article_id=article.pk, category_id=category.pk))
            chosen = set(self.random.choices(self.tags, self.weights, k=TAGS_EACH))
            tagged += [TaggedArticle(content_object=article, tag=tag) for tag in chosen]
        Byline.objects.bulk_create(bylines)
        filing.objects.bulk_create(filed)
        TaggedArticle.objects.bulk_create(tagged)
        shelve([article.pk for article in batch])
        Article.objects.filter(pk__in=[article.pk for article in batch]).shelve()

    def _thread(self, article: Article, size: int) -> None:
        thread: list[Comment] = []
        for _ in range(size):
            thread.append(self._comment(article, thread))
        self.rows += thread
        self.counts.append(ThreadCount(article=article, published=size))
        if len(self.rows) >= BATCH:
            self._flush()

    def _comment(self, article: Article, thread: list[Comment]) -> Comment:
        parent = self.random.choice(thread[-PER_THREAD:]) if thread else None
        if parent and (self.random.random() > REPLIES or parent.depth >= DEEP):
            parent = None
        text = prose(self.random, 30)
        comment = Comment(
            pk=self.next_pk,
            article=article,
            parent=parent,
            name=f"Reader {self.next_pk}",
            email=f"{self.next_pk}@example.com",
            body=text,
            body_html=f"<p>{text}</p>",
            created_at=self.now,
            published_at=self.now,
            status="published",
            basis="ham",
        )
        self.next_pk += 1
        comment.depth = parent.depth + 1 if parent else 0
        comment.path = (parent.path if parent else "") + path_step(comment.pk)
        comment.root = root = parent.root if parent and parent.root else comment
        if root is not comment:
            root.places_given += 1
        comment.place = 0 if root is comment else root.places_given
        above: Any = parent
        while above is not None:
            above.replies_published += 1
            above = above.parent
        return comment

    def _flush(self) -> None:
        with transaction.atomic():
            for batch in batches(self.rows):
                Comment.objects.bulk_create(batch)
            ThreadCount.objects.bulk_create(self.counts)
        self.rows, self.counts = [], []


def _picture(number: int) -> Image:
    """A picture with something in it, so that its renditions weigh what they weigh in life."""
    encoded = BytesIO()
    clouds = Pillow.effect_noise((1600, 900), 40 + 10 * number)
    Pillow.merge("RGB", [clouds, clouds.rotate(180), clouds]).save(encoded, "JPEG", quality=85)
    file = ContentFile(encoded.getvalue(), f"hero-{number}.jpg")
    return Image.objects.create(file=file, alt=f"Clouds {number}")
