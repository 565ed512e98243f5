from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

_WITH_COINS = models.Q(("pot_coins__gt", 0), ("removed_at", None))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("questions", "0005_pledges_is_no_slug")]

    operations = [
        AddIndexConcurrently(
            model_name="question",
            index=models.Index(
                condition=_WITH_COINS, fields=["-pot_coins", "-id"], name="question_richest"
            ),
        ),
        AddIndexConcurrently(
            model_name="question",
            index=models.Index(
                condition=_WITH_COINS, fields=["pot_ends_at", "id"], name="question_pot_ends"
            ),
        ),
    ]
