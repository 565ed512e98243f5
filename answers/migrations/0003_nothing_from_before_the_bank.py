"""Acceptances from before the bank opened pay nothing, whatever is undone and redone."""

from django.db import migrations

_SPENT = """
UPDATE questions_question SET rewarded_at = now()
WHERE rewarded_at IS NULL AND id IN (SELECT question_id FROM answers_acceptance)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0002_answer_newest"),
        ("questions", "0004_bounty"),
    ]

    operations = [migrations.RunSQL(_SPENT, migrations.RunSQL.noop)]
