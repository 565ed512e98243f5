"""The index of words knows the quality of documents to a 64th, and looks at it first.

It makes the steps from the quality itself: no row is written. Search goes on by the old index until
the new one is there; then the old column goes, so that processes of before have to be restarted.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

# Of 20 whole steps those up to the quality; of the last one's quarters those above its beginning,
# of the last quarter's quarters again, and so on. A size of step has its own 2,000 numbers.
_STEPS = """
CREATE OR REPLACE FUNCTION search_steps(quality float8)
RETURNS smallint[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY(
        SELECT (2000 * level + step)::smallint
        FROM generate_series(0, 3) AS level,
            LATERAL (SELECT floor(least(greatest(quality, 0), 20) * 4 ^ level)::int) AS at (last),
            LATERAL generate_series(CASE level WHEN 0 THEN 1 ELSE last - last % 4 + 1 END, last)
                AS step
    )
$$
"""
# As many values as of `words`, whose sample of rows serves for both.
_STATISTICS = (
    "ALTER TABLE search_document ALTER quality SET STATISTICS 400; ANALYZE search_document"
)

# As in 0003, with and without the tiers.
_COPY = """
CREATE OR REPLACE FUNCTION search_copy() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    accepted_ boolean := NEW.accepted_at IS NOT NULL;
    quality_ float8 := search_quality(NEW.score, accepted_, NEW.answer_count, NEW.created_at);
BEGIN
    IF NEW.removed_at IS NOT NULL THEN
        DELETE FROM search_document WHERE question_id = NEW.id;
        RETURN NULL;
    END IF;
    INSERT INTO search_document AS d (question_id, words, title_words, language, stale, author,
        category, created_at, score, answer_count, accepted, pot_coins, quality{tiers})
    VALUES (NEW.id, '', '', '', true, NEW.author_id, NEW.category_id, NEW.created_at, NEW.score,
        NEW.answer_count, accepted_, NEW.pot_coins, quality_{tiers_})
    ON CONFLICT (question_id) DO UPDATE SET author = NEW.author_id, category = NEW.category_id,
        created_at = NEW.created_at, score = NEW.score, answer_count = NEW.answer_count,
        accepted = accepted_, pot_coins = NEW.pot_coins, quality = quality_{tiers_set};
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION search_add_missing() RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_document (question_id, words, title_words, language, stale, author,
        category, created_at, score, answer_count, accepted, pot_coins, quality{tiers})
    SELECT id, '', '', '', true, author_id, category_id, created_at, score, answer_count,
        accepted_at IS NOT NULL, pot_coins, quality{tiers_of}
    FROM questions_question,
        search_quality(score, accepted_at IS NOT NULL, answer_count, created_at) AS quality
    WHERE removed_at IS NULL AND NOT EXISTS (SELECT FROM search_document WHERE question_id = id)
    ON CONFLICT DO NOTHING
$$;
"""
_WITHOUT = _COPY.format(tiers="", tiers_="", tiers_set="", tiers_of="")
_WITH = _COPY.format(
    tiers=", tiers",
    tiers_=", search_tiers(quality_)",
    tiers_set=", tiers = search_tiers(quality_)",
    tiers_of=", search_tiers(quality)",
)

_NO_TIERS = "ALTER TABLE search_document DROP tiers; DROP FUNCTION search_tiers(float8)"
_TIERS = """
CREATE FUNCTION search_tiers(quality float8) RETURNS smallint[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY(
        SELECT generate_series(1, least(greatest(floor(quality * 4), 0), 80)::int)::smallint
    )
$$;
ALTER TABLE search_document ADD tiers smallint[];
UPDATE search_document SET tiers = search_tiers(quality);
ALTER TABLE search_document ALTER tiers SET NOT NULL;
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("search", "0007_marking_what_is_being_built")]

    operations = [
        # Of a million questions with others at work the index took thirteen minutes.
        migrations.RunSQL("SET statement_timeout = 0", "RESET statement_timeout"),
        migrations.RunSQL(_STEPS, "DROP FUNCTION search_steps(float8)"),
        # What a run that was stopped has left.
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS search_ranked", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name="document",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    models.Func(
                        "quality",
                        function="search_steps",
                        output_field=django.contrib.postgres.fields.ArrayField(
                            base_field=models.SmallIntegerField(), size=None
                        ),
                    ),
                    "array_ops",
                ),
                django.contrib.postgres.indexes.OpClass("words", "tsvector_ops"),
                name="search_ranked",
            ),
        ),
        migrations.RunSQL(_STATISTICS, migrations.RunSQL.noop),
        RemoveIndexConcurrently(model_name="document", name="search_words"),
        migrations.RunSQL(
            _WITHOUT + _NO_TIERS,
            _TIERS + _WITH,
            state_operations=[migrations.RemoveField("document", "tiers")],
        ),
        migrations.RunSQL("RESET statement_timeout", "SET statement_timeout = 0"),
    ]
