"""The index of words knows the words of titles, too: what has none of them is seldom fetched."""

import django.contrib.postgres.fields
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

_STEPS = models.Func(
    "quality",
    function="search_steps",
    output_field=django.contrib.postgres.fields.ArrayField(
        base_field=models.SmallIntegerField(), size=None
    ),
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("search", "0008_finer_tiers")]

    operations = [
        # Of a million questions the index takes five minutes and more.
        migrations.RunSQL("SET statement_timeout = 0", "RESET statement_timeout"),
        # What a run that was stopped has left.
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS search_ranking", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name="document",
            index=GinIndex(
                OpClass(_STEPS, "array_ops"),
                OpClass("words", "tsvector_ops"),
                OpClass("title_words", "tsvector_ops"),
                name="search_ranking",
            ),
        ),
        RemoveIndexConcurrently(model_name="document", name="search_ranked"),
        migrations.RunSQL("RESET statement_timeout", "SET statement_timeout = 0"),
    ]
