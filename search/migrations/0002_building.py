"""How the database makes a document: its words, its quality, and the tiers of that.

A text that Postgres cannot hold in a tsvector (1 MB, which 200 KB of made-up words can reach)
leaves the title and the tags: no post fails because of what search makes of it.
"""

from django.conf import settings
from django.db import migrations

from search.language import speak

_QUALITY = """
CREATE FUNCTION search_quality(
    score int, accepted boolean, answers int, created_at timestamptz
) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
    SELECT sign(score) * ln(1 + abs(score))
        + CASE WHEN accepted THEN 1 ELSE 0 END
        + ln(1 + answers) / 2
        + extract(epoch FROM created_at - timestamptz '2010-01-01 00:00Z')::float8 / 126230400
$$;

CREATE FUNCTION search_tiers(quality float8) RETURNS smallint[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY(
        SELECT generate_series(1, least(greatest(floor(quality * 4), 0), 80)::int)::smallint
    )
$$;
"""

_TEXTS = """
CREATE FUNCTION search_bounded(words text, bytes bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN bytes <= 0 THEN ''
        WHEN octet_length(words) <= bytes THEN words
        ELSE left(words, (length(words) * bytes / octet_length(words))::int)
    END
$$;

CREATE FUNCTION search_tags(question bigint) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        string_agg(format('''#%s'':%sB', tag_id, place), ' '), ''
    )::tsvector
    FROM (
        SELECT tag_id, row_number() OVER (ORDER BY id) AS place
        FROM questions_tagging WHERE content_object_id = question
    ) AS tagged
$$;

CREATE FUNCTION search_answers(question bigint, bytes bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT string_agg(search_bounded(body, bytes - before), E'\\n\\n' ORDER BY id)
    FROM (
        SELECT id, body, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS before
        FROM answers_answer WHERE question_id = question AND removed_at IS NULL
    ) AS answer
    WHERE before < bytes
$$;
"""

_BUILD = """
CREATE FUNCTION search_build(question bigint) RETURNS void LANGUAGE plpgsql
SET client_min_messages = error AS $$
DECLARE
    most CONSTANT bigint := 200000;
    speech CONSTANT regconfig := search_language();
    title_ text;
    body_ text;
    head tsvector;
    whole tsvector;
BEGIN
    PERFORM 1 FROM search_document WHERE question_id = question AND stale FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT title, search_bounded(body, most) INTO title_, body_
        FROM questions_question WHERE id = question;
    head := setweight(to_tsvector(speech, title_), 'A') || search_tags(question);
    BEGIN
        whole := head || setweight(to_tsvector(speech, body_), 'C') || setweight(to_tsvector(
            speech, coalesce(search_answers(question, most - octet_length(body_)), '')), 'D');
    EXCEPTION WHEN program_limit_exceeded THEN
        whole := head;
    END;
    UPDATE search_document SET words = whole, title_words = head, language = speech::text,
        stale = false WHERE question_id = question;
END $$;
"""

_BACK = """
DROP FUNCTION search_build(bigint);
DROP FUNCTION search_answers(bigint, bigint);
DROP FUNCTION search_tags(bigint);
DROP FUNCTION search_bounded(text, bigint);
DROP FUNCTION search_tiers(float8);
DROP FUNCTION search_quality(int, boolean, int, timestamptz);
DROP FUNCTION search_language();
"""


def speak_as_set(apps, schema_editor):
    speak(settings.SEARCH_LANGUAGE)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_document"),
        ("questions", "0023_lock_is_no_slug"),
        ("answers", "0014_answer_to_sketch"),
    ]

    operations = [
        migrations.RunPython(speak_as_set, migrations.RunPython.noop),
        migrations.RunSQL(_QUALITY + _TEXTS + _BUILD, _BACK),
    ]
