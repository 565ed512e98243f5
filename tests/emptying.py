"""How ledger and log are emptied after a test that commits: they refuse that to everybody else."""

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

REFUSING = ["rewards_transfer", "rewards_account", "accounts_act"]
_WITHOUT_TRIGGERS = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in REFUSING]
_WITH_TRIGGERS = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in REFUSING]
_MINT_AND_SINK = (
    "INSERT INTO rewards_account (id, kind, earned, opened_at)"
    " VALUES (1, 'mint', 0, now()), (2, 'sink', 0, now())"
)
_sql_flush = DatabaseOperations.sql_flush


@pytest.fixture(autouse=True, scope="session")
def the_ledger_can_be_emptied():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", _flush)
        yield


def _flush(operations, style, tables, **options):
    emptied = _sql_flush(operations, style, tables, **options)
    if "rewards_account" not in tables:
        return emptied
    return [*_WITHOUT_TRIGGERS, *emptied, *_WITH_TRIGGERS, _MINT_AND_SINK]
