"""Documents whose words have changed are marked, for `search.relating`."""

import django.db.models.functions.datetime
from django.db import migrations, models

_MARK = """
CREATE FUNCTION search_mark_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE TRIGGER search_words_changed BEFORE UPDATE OF words ON search_document
FOR EACH ROW WHEN (OLD.words IS DISTINCT FROM NEW.words)
EXECUTE FUNCTION search_mark_changed();
"""
_BACK = """
DROP TRIGGER search_words_changed ON search_document;
DROP FUNCTION search_mark_changed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0025_related"),
        ("search", "0005_word"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="changed_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), null=True
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("changed_at__isnull", False)),
                fields=["question"],
                name="search_changed",
            ),
        ),
        migrations.RunSQL(_MARK, _BACK),
    ]
