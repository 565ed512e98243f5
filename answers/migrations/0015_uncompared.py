from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("answers", "0014_answer_to_sketch")]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="uncompared_since",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
