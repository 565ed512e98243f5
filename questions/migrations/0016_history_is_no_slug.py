from django.db import migrations

TAKEN = ["history", "rollback", "suggested-edits"]


def move_away(apps, schema_editor):
    """These addresses are pages now: a question there moves to where titles.py puts it."""
    questions = apps.get_model("questions", "Question").objects
    for slug in TAKEN:
        questions.filter(slug=slug).update(slug=f"{slug}-question")


class Migration(migrations.Migration):
    dependencies = [("questions", "0015_revision")]

    operations = [migrations.RunPython(move_away, migrations.RunPython.noop)]
