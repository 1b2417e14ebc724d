"""Puts the articles that are there already on their shelves, and counts what each tag is used for."""

from collections import Counter, defaultdict

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

BATCH = 1000


def fill(apps, schema_editor):
    Article, Tag = apps.get_model("articles", "Article"), apps.get_model("articles", "Tag")
    Placement = apps.get_model("articles", "Placement")
    parents = dict(apps.get_model("articles", "Category").objects.values_list("pk", "parent_id"))
    ends_later = Q(unpublish_at=None) | Q(unpublish_at__gt=timezone.now())
    public = Article.objects.filter(ends_later, publish_at__isnull=False).order_by("pk")
    uses, last = Counter(), 0
    while batch := list(public.filter(pk__gt=last).only("publish_at", "unpublish_at")[:BATCH]):
        last = batch[-1].pk
        shelves = shelves_of(apps, [article.pk for article in batch], parents)
        Placement.objects.bulk_create(
            [
                Placement(
                    shelf=shelf,
                    article_id=article.pk,
                    publish_at=article.publish_at,
                    unpublish_at=article.unpublish_at,
                )
                for article in batch
                for shelf in sorted(shelves[article.pk])
            ],
            batch_size=BATCH,
        )
        uses.update(shelf for article in batch for shelf in shelves[article.pk])
    for tag in Tag.objects.all():
        Tag.objects.filter(pk=tag.pk).update(uses=uses[f"tag/{tag.pk}"])


def shelves_of(apps, pks, parents):
    found = defaultdict(lambda: {"front"})
    through = apps.get_model("articles", "Article").categories.through
    for article, category in pairs(through, "article_id", "category_id", pks):
        for _ in parents:  # no further than there are categories, should they stand in a circle
            if category is None:
                break
            found[article].add(f"category/{category}")
            category = parents[category]
    for article, author in pairs(apps.get_model("articles", "Byline"), "article_id", "author_id", pks):
        found[article].add(f"author/{author}")
    tagged = apps.get_model("articles", "TaggedArticle")
    for article, tag in pairs(tagged, "content_object_id", "tag_id", pks):
        found[article].add(f"tag/{tag}")
    return found


def pairs(model, article, other, pks):
    return model.objects.filter(**{f"{article}__in": pks}).values_list(article, other)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_shelves'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
