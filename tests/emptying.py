"""How the database is emptied after a test that commits.

Such a test fills a handful of the hundred tables: to look for these and delete what they have takes
a fraction of truncating all. Ledger and log refuse to be emptied, to everybody else.
"""

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

REFUSING = ["rewards_transfer", "rewards_account", "accounts_act"]
# What models there are and what one may do with them: the same for all tests.
_KEPT = {"django_content_type", "auth_permission"}
_WITHOUT_TRIGGERS = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in REFUSING]
# A table with checks that wait for the end of the transaction cannot be altered.
_WITH_TRIGGERS = [
    "SET CONSTRAINTS ALL IMMEDIATE",
    *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in REFUSING),
]
_MINT_AND_SINK = (
    "INSERT INTO rewards_account (id, kind, earned, opened_at)"
    " VALUES (1, 'mint', 0, now()), (2, 'sink', 0, now())"
)
_EMPTY = """
DO $$
DECLARE
    emptied text;
    has_rows boolean;
BEGIN
    FOREACH emptied IN ARRAY ARRAY[{tables}] LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', emptied) INTO has_rows;
        IF has_rows THEN
            EXECUTE format('DELETE FROM %I', emptied);
        END IF;
    END LOOP;
END $$
"""


@pytest.fixture(autouse=True, scope="session")
def the_ledger_can_be_emptied():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", _flush)
        yield


def _flush(operations, style, tables, **options):
    names = ", ".join(f"'{table}'" for table in sorted({*tables} - _KEPT))
    emptied = _EMPTY.format(tables=names)
    if "rewards_account" not in tables:
        return [emptied]
    return [*_WITHOUT_TRIGGERS, emptied, *_WITH_TRIGGERS, _MINT_AND_SINK]
