"""Background work: django-q2 with the two mends of docs/decisions/0002-background-work.md."""
