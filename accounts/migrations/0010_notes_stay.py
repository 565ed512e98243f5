"""What the database itself enforces: a note is only added, and goes with its member."""

from django.db import migrations

_REFUSE = """
CREATE TRIGGER accounts_note_stays BEFORE UPDATE ON accounts_note
    FOR EACH ROW EXECUTE FUNCTION accounts_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_warning_and_note")]

    operations = [migrations.RunSQL(_REFUSE, "DROP TRIGGER accounts_note_stays ON accounts_note;")]
