"""Moving coins is one call: locks, keys, closed accounts, and what leaderboards count."""

from django.db import migrations

_MOVE = """
CREATE FUNCTION rewards_move(wanted jsonb, now timestamptz) RETURNS SETOF rewards_transfer
LANGUAGE plpgsql AS $$
DECLARE
    entry record;
    made rewards_transfer%ROWTYPE;
    taker bigint;
BEGIN
    PERFORM 1 FROM rewards_account WHERE balance IS NOT NULL AND id = ANY (ARRAY(
        SELECT unnest(ARRAY[each.from_, each."to"])
        FROM jsonb_to_recordset(wanted) AS each (from_ bigint, "to" bigint)
    )) ORDER BY id FOR NO KEY UPDATE;
    FOR entry IN
        SELECT from_, "to", coins, earned, reason, about ->> 0 AS about_kind,
            (about ->> 1)::bigint AS about_id, each.by AS by_id, key, note
        FROM jsonb_to_recordset(wanted) AS each (from_ bigint, "to" bigint, coins int, earned int,
            reason text, about jsonb, by bigint, key text, note text)
    LOOP
        SELECT * INTO made FROM rewards_transfer WHERE key = entry.key;
        IF FOUND THEN
            IF made.to_account_id NOT IN (entry."to", 2)
                OR (made.from_account_id, made.coins, made.reason, made.about_kind, made.about_id)
                <> (entry.from_, entry.coins, entry.reason, entry.about_kind, entry.about_id)
            THEN
                RAISE EXCEPTION 'the key % belongs to another transfer', entry.key
                    USING ERRCODE = 'QH001';
            END IF;
        ELSE
            taker := entry."to";
            IF EXISTS (SELECT FROM rewards_account WHERE id = taker AND closed_at IS NOT NULL) THEN
                taker := 2;
                entry.earned := 0;
            END IF;
            INSERT INTO rewards_transfer (from_account_id, to_account_id, coins, earned, reason,
                about_kind, about_id, by_id, at, key, note)
            VALUES (entry.from_, taker, entry.coins, entry.earned, entry.reason,
                entry.about_kind, entry.about_id, entry.by_id, now, entry.key, entry.note)
            RETURNING * INTO made;
        END IF;
        RETURN NEXT made;
    END LOOP;
END $$;
"""

_COUNT = """
CREATE FUNCTION rewards_count_earning() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    earner bigint := NEW.to_account_id;
    counted int := NEW.coins;
    day date := (NEW.at AT TIME ZONE 'UTC')::date;
BEGIN
    IF NEW.reason = 'reversal' THEN
        earner := NEW.from_account_id;
        counted := -NEW.coins;
    END IF;
    INSERT INTO rewards_earning (account_id, period, start, coins)
    SELECT earner, period, start, counted FROM (VALUES
        ('ever', date '1970-01-01'),
        ('month', date_trunc('month', day)::date),
        ('week', date_trunc('week', day)::date)
    ) AS periods (period, start)
    WHERE earner <> 2
    ON CONFLICT (account_id, period, start)
    DO UPDATE SET coins = rewards_earning.coins + excluded.coins;
    RETURN NULL;
END $$;

CREATE TRIGGER rewards_earning_follows AFTER INSERT ON rewards_transfer
    FOR EACH ROW WHEN (NEW.reason IN ('accepted', 'accepting', 'award', 'reversal'))
    EXECUTE FUNCTION rewards_count_earning();
"""


class Migration(migrations.Migration):
    dependencies = [("rewards", "0002_ledger")]

    operations = [
        migrations.RunSQL(_MOVE, "DROP FUNCTION rewards_move(jsonb, timestamptz)"),
        migrations.RunSQL(
            _COUNT,
            "DROP TRIGGER rewards_earning_follows ON rewards_transfer;"
            "DROP FUNCTION rewards_count_earning()",
        ),
    ]
