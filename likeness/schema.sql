-- What `manage.py install_likeness` makes, again and again if need be. No migration does: they must
-- pass on a Postgres without pgvector.

CREATE TABLE IF NOT EXISTS likeness_vector (
    question_id bigint PRIMARY KEY REFERENCES questions_question ON DELETE CASCADE,
    vector vector(384) NOT NULL,
    recipe smallint NOT NULL
);
CREATE INDEX IF NOT EXISTS likeness_nearest ON likeness_vector
    USING hnsw (vector vector_cosine_ops);

-- Texts that have no vector yet. Rows are only added and taken away, so no verb waits for the model.
CREATE TABLE IF NOT EXISTS likeness_due (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    question_id bigint NOT NULL REFERENCES questions_question ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS likeness_due_question ON likeness_due (question_id);

CREATE OR REPLACE FUNCTION likeness_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR (OLD.title, OLD.body) IS DISTINCT FROM (NEW.title, NEW.body)
    THEN
        INSERT INTO likeness_due (question_id) VALUES (NEW.id);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER likeness_note AFTER INSERT OR UPDATE OF title, body
    ON questions_question FOR EACH ROW EXECUTE FUNCTION likeness_note();
