from django.db import migrations


def move_away(apps, schema_editor):
    """That address is a page of its own now: a question there moves to where titles.py puts it."""
    questions = apps.get_model("questions", "Question").objects
    questions.filter(slug="pledges").update(slug="pledges-question")


class Migration(migrations.Migration):
    dependencies = [("questions", "0004_bounty")]

    operations = [migrations.RunPython(move_away, migrations.RunPython.noop)]
