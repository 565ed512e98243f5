"""Temporary tables that hold a dump while it is read. They end with the connection.

What is looked up for each row (which member, which question) is looked up by joins in here, so
that this process holds no map of a dump's ids.
"""

import io

from django.db import connection

from interchange.stackexchange.staged_rows import copied

TABLES = """
CREATE TEMP TABLE se_member (
    row integer, external_id bigint, name text, about text, lives_in text, created_at timestamptz
);
CREATE TEMP TABLE se_tag (
    row integer, external_id bigint, name text, url text, excerpt bigint, wiki bigint
);
CREATE TEMP TABLE se_post (
    row integer, external_id bigint, kind text, parent bigint, accepted bigint, owner bigint,
    author_name text, title text, slug text, tags text[], html text, created_at timestamptz,
    edited_at timestamptz, active_at timestamptz, closed_at timestamptz, wiki_at timestamptz,
    score integer, views bigint, licence text
);
CREATE TEMP TABLE se_revision (row integer, post bigint, at timestamptz, id bigint, body text);
CREATE TEMP TABLE se_closing (row integer, post bigint, at timestamptz, reason integer);
CREATE TEMP TABLE se_site (url text, category bigint);
CREATE TEMP TABLE se_html (
    kind text, external_id bigint, html text, first_words text, PRIMARY KEY (kind, external_id)
);
CREATE FUNCTION pg_temp.se_digest(VARIADIC parts text[]) RETURNS bytea LANGUAGE sql STABLE
    AS $$ SELECT sha256(convert_to(array_to_string(parts, E'\\x1f', ''), 'UTF8')) $$;
CREATE FUNCTION pg_temp.se_milliseconds(at timestamptz) RETURNS text LANGUAGE sql STABLE
    AS $$ SELECT (extract(epoch FROM at) * 1000)::bigint::text $$;
"""

# About so many characters go to Postgres at a time.
COPY_CHARACTERS = 1_000_000


def open_tables():
    """Make the tables, empty. What an import before left on this connection goes first."""
    close_tables()
    with connection.cursor() as cursor:
        cursor.execute(TABLES)


def close_tables():
    with connection.cursor() as cursor:
        cursor.execute("DISCARD TEMP")


class Copy:
    """Rows on their way into a table; `send` at the end for the last of them."""

    def __init__(self, table):
        self.table = table
        self._buffer = io.StringIO()

    def add(self, *values):
        self._buffer.write("\t".join(map(copied, values)))
        self._buffer.write("\n")
        if self._buffer.tell() > COPY_CHARACTERS:
            self.send()

    def send(self):
        self._buffer.seek(0)
        with connection.cursor() as cursor:
            # `connection` opens when first used; the driver's own cursor knows COPY.
            cursor.cursor.copy_expert(f"COPY {self.table} FROM STDIN", self._buffer)
        self._buffer = io.StringIO()


def run(sql, params=None):
    """Execute one statement; how many rows it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def rows(sql, params=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
