from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("comments", "0010_queue_by_time"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="comment",
            options={
                "ordering": ["-pk"],
                "permissions": [
                    ("moderate_comment", "Can decide what is published"),
                    ("moderate_own_articles", "Can decide about comments under own articles"),
                    ("view_address", "Can see e-mail and network addresses"),
                ],
            },
        ),
    ]
