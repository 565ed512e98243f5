from django.db import migrations


def move_away(apps, schema_editor):
    """These addresses are taken now: a question there moves to where titles.py puts it."""
    questions = apps.get_model("questions", "Question").objects
    for slug in ("lock", "protection"):
        questions.filter(slug=slug).update(slug=f"{slug}-question")


class Migration(migrations.Migration):
    dependencies = [("questions", "0022_lock")]

    operations = [migrations.RunPython(move_away, migrations.RunPython.noop)]
