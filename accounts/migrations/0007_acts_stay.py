"""What the database itself enforces: the log of moderators' acts is only added to."""

from django.db import migrations

_REFUSE = """
CREATE FUNCTION accounts_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log refuses % of %: what was done is not unsaid', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER accounts_act_stays BEFORE UPDATE OR DELETE ON accounts_act
    FOR EACH ROW EXECUTE FUNCTION accounts_refuse();
CREATE TRIGGER accounts_acts_stay BEFORE TRUNCATE ON accounts_act
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_refuse();
"""

_BACK = """
DROP TRIGGER accounts_acts_stay ON accounts_act;
DROP TRIGGER accounts_act_stays ON accounts_act;
DROP FUNCTION accounts_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_act")]

    operations = [migrations.RunSQL(_REFUSE, _BACK)]
