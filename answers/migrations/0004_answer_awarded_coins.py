from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0003_nothing_from_before_the_bank"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="awarded_coins",
            field=models.PositiveIntegerField(
                default=0, editable=False, verbose_name="coins from pots"
            ),
        ),
    ]
