"""Seized coins go like reversed ones: earned ones first, and leaderboards count them no more.

Both functions are those of 0002 and 0003 with the new reason; a way back would leave seized coins
without a rule, so there is none.
"""

from django.db import migrations

_APPLY = """
CREATE OR REPLACE FUNCTION rewards_apply_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    giver rewards_account%ROWTYPE;
    taker rewards_account%ROWTYPE;
BEGIN
    PERFORM 1 FROM rewards_account
        WHERE id IN (NEW.from_account_id, NEW.to_account_id) AND balance IS NOT NULL
        ORDER BY id FOR NO KEY UPDATE;
    SELECT * INTO giver FROM rewards_account WHERE id = NEW.from_account_id;
    SELECT * INTO taker FROM rewards_account WHERE id = NEW.to_account_id;
    IF giver.kind = 'sink' OR taker.kind = 'mint' THEN
        RAISE EXCEPTION 'coins come from the mint and end in the sink' USING ERRCODE = '23514';
    END IF;
    IF giver.kind = 'member' THEN
        IF NEW.reason = 'tip' THEN
            NEW.earned := NEW.coins;
        ELSIF NEW.reason IN ('reversal', 'seized') THEN
            NEW.earned := least(NEW.coins, giver.earned);
        ELSE
            NEW.earned := greatest(0, NEW.coins - (giver.balance - giver.earned));
        END IF;
    END IF;
    IF giver.balance IS NOT NULL THEN
        UPDATE rewards_account SET
            balance = balance - NEW.coins,
            earned = earned - CASE WHEN kind = 'member' THEN NEW.earned ELSE 0 END
            WHERE id = giver.id RETURNING balance INTO NEW.from_after;
    ELSE
        NEW.from_after := NULL;
    END IF;
    IF taker.balance IS NOT NULL THEN
        UPDATE rewards_account SET
            balance = balance + NEW.coins,
            earned = earned + CASE
                WHEN kind = 'member' AND giver.kind <> 'member' THEN NEW.earned ELSE 0 END
            WHERE id = taker.id RETURNING balance INTO NEW.to_after;
    ELSE
        NEW.to_after := NULL;
    END IF;
    NEW.id := nextval('rewards_transfer_id_seq');
    RETURN NEW;
END $$;
"""

_COUNT = """
CREATE OR REPLACE FUNCTION rewards_count_earning() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    earner bigint := NEW.to_account_id;
    counted int := NEW.coins;
    day date := (NEW.at AT TIME ZONE 'UTC')::date;
BEGIN
    IF NEW.reason = 'reversal' THEN
        earner := NEW.from_account_id;
        counted := -NEW.coins;
    ELSIF NEW.reason = 'seized' THEN
        earner := NEW.from_account_id;
        counted := -NEW.earned;
    ELSIF NEW.reason = 'returned' THEN
        counted := NEW.earned;
    END IF;
    INSERT INTO rewards_earning (account_id, period, start, coins)
    SELECT earner, period, start, counted FROM (VALUES
        ('ever', date '1970-01-01'),
        ('month', date_trunc('month', day)::date),
        ('week', date_trunc('week', day)::date)
    ) AS periods (period, start)
    WHERE earner <> 2 AND counted <> 0
    ON CONFLICT (account_id, period, start)
    DO UPDATE SET coins = rewards_earning.coins + excluded.coins;
    RETURN NULL;
END $$;

DROP TRIGGER rewards_earning_follows ON rewards_transfer;
CREATE TRIGGER rewards_earning_follows AFTER INSERT ON rewards_transfer
    FOR EACH ROW WHEN (NEW.reason IN (
        'accepted', 'accepting', 'award', 'reversal', 'seized', 'returned'
    ))
    EXECUTE FUNCTION rewards_count_earning();
"""


class Migration(migrations.Migration):
    dependencies = [("rewards", "0004_seizure")]

    operations = [migrations.RunSQL(_APPLY), migrations.RunSQL(_COUNT)]
