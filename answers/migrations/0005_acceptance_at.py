from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("answers", "0004_answer_awarded_coins")]

    operations = [
        AddIndexConcurrently(
            model_name="acceptance",
            index=models.Index(fields=["at"], name="acceptance_at"),
        ),
    ]
