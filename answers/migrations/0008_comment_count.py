from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0007_held"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="comment_count",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="comments"),
        ),
    ]
