from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0008_held"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="comment_count",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="comments"),
        ),
    ]
