"""Django's backend, for a Postgres that may be away. See docs/decisions/0007-postgres-away.md."""
