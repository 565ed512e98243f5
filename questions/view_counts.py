from django.db import connection

from questions.models import Question

_KIND = "question:"


def add_views(views: dict[str, int]):
    """Add page views, by page ("question:3"), to the questions they belong to. One statement.

    Pages of other kinds, and questions that are gone, are passed over. The caller's transaction
    decides whether it counts.
    """
    counts = {int(page.removeprefix(_KIND)): n for page, n in views.items() if _is_ours(page)}
    if not counts:
        return
    table = Question._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" AS question SET view_count = view_count + added.n'  # noqa: S608
            " FROM unnest(%s::bigint[], %s::bigint[]) AS added (id, n)"
            " WHERE question.id = added.id",
            [list(counts), list(counts.values())],
        )


def _is_ours(page):
    return page.startswith(_KIND) and page.removeprefix(_KIND).isdecimal()
