"""The language whose words search brings to their stems, such as "english".

Documents and queries are made by one and the same, which the database itself remembers: the setting
comes into force with `manage.py rebuild_search`.
"""

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.db import ProgrammingError, connection
from psycopg2.sql import SQL, Literal

_SPEAK = """
CREATE OR REPLACE FUNCTION search_language() RETURNS regconfig LANGUAGE sql IMMUTABLE AS %s
"""


def spoken():
    """The language that the database makes words by."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_language()::text")
        return cursor.fetchone()[0]


def speak(language):
    """Make words by this language from now on. Raises ProgrammingError for an unknown one."""
    with connection.cursor() as cursor:
        body = SQL("SELECT {}::regconfig").format(Literal(language))
        cursor.execute(_SPEAK, [body.as_string(cursor.cursor)])


@register(Tags.database)
def check_language(app_configs=None, databases=None, **kwargs):
    """The setting differs from what documents were made by, until they are made anew."""
    if not databases or "default" not in databases:
        return []
    try:
        language = spoken()
    except ProgrammingError:  # not migrated yet
        return []
    if language == settings.SEARCH_LANGUAGE:
        return []
    words = f"SEARCH_LANGUAGE is {settings.SEARCH_LANGUAGE}; search still speaks {language}."
    return [Warning(words, hint="Run manage.py rebuild_search.", id="search.W001")]
