"""What the database itself enforces: balances follow transfers, and transfers stay.

A transfer that is inserted locks its accounts in the order of their numbers, changes both balances,
notes what was there afterwards, and draws its own number only then: so the numbers of the rows that
touch an account are in the order in which they took effect. Nothing else can change a balance.

Never insert transfers with ON CONFLICT: the balances would change for a row that is then left out.
"""

from django.db import migrations

_APPLY = """
CREATE FUNCTION rewards_apply_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
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
        ELSIF NEW.reason = 'reversal' THEN
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

CREATE TRIGGER rewards_transfer_applied BEFORE INSERT ON rewards_transfer
    FOR EACH ROW EXECUTE FUNCTION rewards_apply_transfer();
"""

_REFUSE = """
CREATE FUNCTION rewards_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger refuses % of %: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0]
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER rewards_transfer_stays BEFORE UPDATE OR DELETE ON rewards_transfer
    FOR EACH ROW EXECUTE FUNCTION rewards_refuse('an undo is another transfer');
CREATE TRIGGER rewards_transfers_stay BEFORE TRUNCATE ON rewards_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION rewards_refuse('an undo is another transfer');

CREATE TRIGGER rewards_balance_follows BEFORE UPDATE ON rewards_account
    FOR EACH ROW WHEN (
        pg_trigger_depth() < 1 AND (
            OLD.id, OLD.kind, OLD.balance, OLD.earned
        ) IS DISTINCT FROM (NEW.id, NEW.kind, NEW.balance, NEW.earned)
    ) EXECUTE FUNCTION rewards_refuse('a balance changes with a transfer only');
CREATE TRIGGER rewards_account_empty BEFORE INSERT ON rewards_account
    FOR EACH ROW WHEN (NEW.balance <> 0 OR NEW.earned <> 0)
    EXECUTE FUNCTION rewards_refuse('a new account is empty');
CREATE TRIGGER rewards_account_stays BEFORE DELETE ON rewards_account
    FOR EACH ROW WHEN (OLD.balance IS DISTINCT FROM 0)
    EXECUTE FUNCTION rewards_refuse('coins lie in it');
"""

_ENDS = """
ALTER TABLE rewards_account ALTER COLUMN id RESTART WITH 1000;
INSERT INTO rewards_account (id, kind, balance, earned, opened_at) VALUES
    (1, 'mint', NULL, 0, now()), (2, 'sink', NULL, 0, now());
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""

_BACK = """
DROP TRIGGER rewards_account_stays ON rewards_account;
DROP TRIGGER rewards_account_empty ON rewards_account;
DROP TRIGGER rewards_balance_follows ON rewards_account;
DROP TRIGGER rewards_transfers_stay ON rewards_transfer;
DROP TRIGGER rewards_transfer_stays ON rewards_transfer;
DROP TRIGGER rewards_transfer_applied ON rewards_transfer;
DROP FUNCTION rewards_refuse();
DROP FUNCTION rewards_apply_transfer();
"""


class Migration(migrations.Migration):
    dependencies = [("rewards", "0001_initial")]

    operations = [
        migrations.RunSQL(_ENDS, "DELETE FROM rewards_account WHERE id IN (1, 2)"),
        migrations.RunSQL(_APPLY, migrations.RunSQL.noop),
        migrations.RunSQL(_REFUSE, _BACK),
    ]
