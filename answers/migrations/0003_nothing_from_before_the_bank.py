"""Acceptances from before the bank opened pay nothing, whatever is undone and redone."""

from django.db import migrations

BATCH = 5_000

_LAST = "SELECT max(id) FROM questions_question"
_SPENT = """
UPDATE questions_question SET rewarded_at = now()
WHERE id > %s AND id <= %s AND rewarded_at IS NULL
    AND id IN (SELECT question_id FROM answers_acceptance)
"""


def mark(apps, schema_editor):
    """By batches, each a transaction of its own, so that nobody waits for a million rows."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_LAST)
        last = cursor.fetchone()[0] or 0
        for first in range(0, last, BATCH):
            cursor.execute(_SPENT, [first, first + BATCH])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("answers", "0002_answer_newest"),
        ("questions", "0004_bounty"),
    ]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
