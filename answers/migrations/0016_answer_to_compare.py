from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """By itself, and without a lock: it reads every answer that there is to find none."""

    atomic = False
    dependencies = [("answers", "0015_uncompared")]

    operations = [
        AddIndexConcurrently(
            model_name="answer",
            index=models.Index(
                condition=models.Q(("uncompared_since__isnull", False)),
                fields=["uncompared_since", "id"],
                name="answer_to_compare",
            ),
        ),
    ]
