"""Holds on to the pictures that texts show, as saving a text does from now on."""

import re
from urllib.parse import unquote

from django.conf import settings
from django.db import migrations

SOURCE = re.compile(r'<img [^>]*?src="([^"?#]+)')


def link(apps, schema_editor):
    images = dict(apps.get_model("articles", "Image").objects.values_list("file", "pk"))
    for owner in ("revision", "page"):
        texts = apps.get_model("articles", owner).objects.filter(body__contains="<img")
        through = apps.get_model("articles", f"{owner}picture")
        for pk, body in texts.values_list("pk", "body").iterator():
            names = {unquote(src).removeprefix(settings.MEDIA_URL) for src in SOURCE.findall(body)}
            through.objects.bulk_create(
                [
                    through(**{f"{owner}_id": pk, "image_id": images[name]})
                    for name in sorted(names & images.keys())
                ],
                ignore_conflicts=True,
            )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_pictures_of_texts'),
    ]

    operations = [
        migrations.RunPython(link, migrations.RunPython.noop, elidable=True),
    ]
