from django.db import connection
from psycopg2.sql import SQL, Identifier, Literal

from interchange.stackexchange.staging import run


def insert(model, columns, source, params=None, then=""):
    """`INSERT … SELECT` into a model's table; how many rows.

    `columns`: field names and the SQL for each. Fields not named get the model's own defaults, so
    that a column added to a room's model needs no change here.
    """
    values = {model._meta.get_field(name).column: SQL(sql) for name, sql in columns.items()}
    for field in model._meta.concrete_fields:
        # Postgres computes a generated column itself.
        given = field.column in values or field.primary_key or field.generated
        if not given and not field.null:
            default = field.get_db_prep_save(field.get_default(), connection)
            values[field.column] = Literal(default)
    statement = SQL("INSERT INTO {table} ({columns}) SELECT {values} {source} {then}").format(
        table=Identifier(model._meta.db_table),
        columns=SQL(", ").join(map(Identifier, values)),
        values=SQL(", ").join(values.values()),
        source=SQL(source),
        then=SQL(then),
    )
    return run(statement, params)
