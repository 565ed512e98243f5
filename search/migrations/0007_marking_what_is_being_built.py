"""A change waits for the job that builds the document, and marks it when that is done.

By the snapshot of one statement, a document that the job has in hand is marked still: it was passed
over, and kept the words of before the change.
"""

from django.db import migrations

_MARK = """
CREATE OR REPLACE FUNCTION search_mark(VARIADIC questions bigint[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM search_document WHERE question_id = ANY (questions)
        ORDER BY question_id FOR NO KEY UPDATE;
    UPDATE search_document SET stale = true WHERE question_id = ANY (questions) AND NOT stale;
END $$;
"""
_BACK = """
CREATE OR REPLACE FUNCTION search_mark(VARIADIC questions bigint[])
RETURNS void LANGUAGE sql AS $$
    UPDATE search_document SET stale = true WHERE question_id = ANY (questions) AND NOT stale
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0006_changed")]

    operations = [migrations.RunSQL(_MARK, _BACK)]
