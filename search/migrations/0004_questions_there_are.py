from django.db import migrations

from search import rebuilding


def build_all(apps, schema_editor):
    """In batches, each its own transaction; a second run goes on where the first was stopped."""
    rebuilding.add_missing()
    for _count in rebuilding.build_all():
        pass


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("search", "0003_following")]

    operations = [migrations.RunPython(build_all, migrations.RunPython.noop)]
