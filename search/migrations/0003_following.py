"""What keeps documents: triggers on questions, answers and taggings.

Every verb that changes a page's words holds its question first, and a vote holds the question that
it is about: so a document is locked after its question, and by one transaction at a time. An
answer's own score is no part of it.

Words are made when the transaction ends, once, whatever it changed. `SET LOCAL
queshub.search_later = on` leaves that to the job, where one transaction writes a whole site.
"""

from django.db import migrations

_COPY = """
CREATE FUNCTION search_copy() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    accepted_ boolean := NEW.accepted_at IS NOT NULL;
    quality_ float8 := search_quality(NEW.score, accepted_, NEW.answer_count, NEW.created_at);
BEGIN
    IF NEW.removed_at IS NOT NULL THEN
        DELETE FROM search_document WHERE question_id = NEW.id;
        RETURN NULL;
    END IF;
    INSERT INTO search_document AS d (question_id, words, title_words, language, stale, author,
        category, created_at, score, answer_count, accepted, pot_coins, quality, tiers)
    VALUES (NEW.id, '', '', '', true, NEW.author_id, NEW.category_id, NEW.created_at, NEW.score,
        NEW.answer_count, accepted_, NEW.pot_coins, quality_, search_tiers(quality_))
    ON CONFLICT (question_id) DO UPDATE SET author = NEW.author_id, category = NEW.category_id,
        created_at = NEW.created_at, score = NEW.score, answer_count = NEW.answer_count,
        accepted = accepted_, pot_coins = NEW.pot_coins, quality = quality_,
        tiers = search_tiers(quality_);
    RETURN NULL;
END $$;

CREATE TRIGGER search_asked AFTER INSERT ON questions_question
    FOR EACH ROW EXECUTE FUNCTION search_copy();
CREATE TRIGGER search_changed AFTER UPDATE OF author_id, category_id, created_at, score,
    answer_count, accepted_at, pot_coins, removed_at ON questions_question
    FOR EACH ROW WHEN (
        (OLD.author_id, OLD.category_id, OLD.created_at, OLD.score, OLD.answer_count,
            OLD.accepted_at, OLD.pot_coins, OLD.removed_at)
        IS DISTINCT FROM
        (NEW.author_id, NEW.category_id, NEW.created_at, NEW.score, NEW.answer_count,
            NEW.accepted_at, NEW.pot_coins, NEW.removed_at)
    ) EXECUTE FUNCTION search_copy();

CREATE FUNCTION search_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM search_document WHERE question_id = OLD.id;
    RETURN OLD;
END $$;

CREATE TRIGGER search_deleted BEFORE DELETE ON questions_question
    FOR EACH ROW EXECUTE FUNCTION search_forget();
"""

_ADD = """
CREATE FUNCTION search_add_missing() RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_document (question_id, words, title_words, language, stale, author,
        category, created_at, score, answer_count, accepted, pot_coins, quality, tiers)
    SELECT id, '', '', '', true, author_id, category_id, created_at, score, answer_count,
        accepted_at IS NOT NULL, pot_coins, quality, search_tiers(quality)
    FROM questions_question,
        search_quality(score, accepted_at IS NOT NULL, answer_count, created_at) AS quality
    WHERE removed_at IS NULL AND NOT EXISTS (SELECT FROM search_document WHERE question_id = id)
    ON CONFLICT DO NOTHING
$$;
"""

_MARK = """
CREATE FUNCTION search_mark(VARIADIC questions bigint[]) RETURNS void LANGUAGE sql AS $$
    UPDATE search_document SET stale = true WHERE question_id = ANY (questions) AND NOT stale
$$;

CREATE FUNCTION search_mark_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_mark(NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER search_reworded AFTER UPDATE OF title, body ON questions_question
    FOR EACH ROW WHEN ((OLD.title, OLD.body) IS DISTINCT FROM (NEW.title, NEW.body))
    EXECUTE FUNCTION search_mark_question();

CREATE FUNCTION search_mark_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM search_mark(NEW.question_id);
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM search_mark(OLD.question_id);
    ELSE
        PERFORM search_mark(OLD.question_id, NEW.question_id);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER search_answered AFTER INSERT OR DELETE ON answers_answer
    FOR EACH ROW EXECUTE FUNCTION search_mark_answer();
CREATE TRIGGER search_answer_changed AFTER UPDATE OF body, removed_at, question_id ON answers_answer
    FOR EACH ROW WHEN (
        (OLD.body, OLD.removed_at, OLD.question_id)
        IS DISTINCT FROM (NEW.body, NEW.removed_at, NEW.question_id)
    ) EXECUTE FUNCTION search_mark_answer();

CREATE FUNCTION search_mark_tagging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM search_mark(NEW.content_object_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM search_mark(OLD.content_object_id);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER search_tagged AFTER INSERT OR DELETE ON questions_tagging
    FOR EACH ROW EXECUTE FUNCTION search_mark_tagging();
CREATE TRIGGER search_retagged AFTER UPDATE OF tag_id, content_object_id ON questions_tagging
    FOR EACH ROW EXECUTE FUNCTION search_mark_tagging();
"""

_REBUILD = """
CREATE FUNCTION search_rebuild() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('queshub.search_later', true), '') <> 'on' THEN
        PERFORM search_build(NEW.question_id);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER search_built AFTER INSERT OR UPDATE OF stale ON search_document
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.stale) EXECUTE FUNCTION search_rebuild();
"""

_BACK = """
DROP TRIGGER search_built ON search_document;
DROP FUNCTION search_rebuild();
DROP TRIGGER search_retagged ON questions_tagging;
DROP TRIGGER search_tagged ON questions_tagging;
DROP FUNCTION search_mark_tagging();
DROP TRIGGER search_answer_changed ON answers_answer;
DROP TRIGGER search_answered ON answers_answer;
DROP FUNCTION search_mark_answer();
DROP TRIGGER search_reworded ON questions_question;
DROP FUNCTION search_mark_question();
DROP FUNCTION search_mark(bigint[]);
DROP TRIGGER search_deleted ON questions_question;
DROP FUNCTION search_forget();
DROP TRIGGER search_changed ON questions_question;
DROP TRIGGER search_asked ON questions_question;
DROP FUNCTION search_copy();
DROP FUNCTION search_add_missing();
"""


# How common words are is asked before each search; words that are in few texts count as rare.
_STATISTICS = "ALTER TABLE search_document ALTER words SET STATISTICS 400"


class Migration(migrations.Migration):
    dependencies = [("search", "0002_building")]

    operations = [
        migrations.RunSQL(_COPY + _ADD + _MARK + _REBUILD, _BACK),
        migrations.RunSQL(_STATISTICS, migrations.RunSQL.noop),
    ]
