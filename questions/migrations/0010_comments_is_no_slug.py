from django.db import migrations


def move_away(apps, schema_editor):
    """Those addresses are pages of their own now: a question moves to where titles.py puts it."""
    questions = apps.get_model("questions", "Question").objects
    for slug in ("comments", "people"):
        questions.filter(slug=slug).update(slug=f"{slug}-question")


class Migration(migrations.Migration):
    dependencies = [("questions", "0009_comment_count")]

    operations = [migrations.RunPython(move_away, migrations.RunPython.noop)]
