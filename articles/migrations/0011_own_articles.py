"""Says of every article whose names its newest text bears, as saving a text does from now on."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    article = apps.get_model("articles", "Article")
    authors = set(apps.get_model("articles", "Author").objects.values_list("pk", flat=True))
    newest = apps.get_model("articles", "Revision").objects.order_by("-number")
    texts = article.objects.annotate(
        bears=Subquery(newest.filter(article=OuterRef("pk")).values("author_ids")[:1])
    )
    through = article.writers.through
    for pk, bears in texts.values_list("pk", "bears").order_by("pk").iterator():
        through.objects.bulk_create(
            through(article_id=pk, author_id=author)
            for author in authors.intersection(bears or ())
        )


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0010_merged_tags"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["-publish_at", "-pk"],
                "permissions": [
                    ("publish_own_article", "Can publish, change and withdraw own articles")
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="writers",
            field=models.ManyToManyField(editable=False, related_name="+", to="articles.author"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
