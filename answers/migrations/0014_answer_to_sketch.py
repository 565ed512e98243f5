from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """By itself, and without a lock: it begins with every answer that there is."""

    atomic = False
    dependencies = [("answers", "0013_repeats")]

    operations = [
        AddIndexConcurrently(
            model_name="answer",
            index=models.Index(
                condition=models.Q(("sketch", None)), fields=["id"], name="answer_to_sketch"
            ),
        ),
    ]
