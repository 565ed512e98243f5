"""Page views as they reach the questions, and as pages show them."""

import re

from django.db import connection, transaction
from django.db.models import F
from django.utils.html import format_html
from django.utils.translation import ngettext

from hotpages.counts import DayViews
from posts.finding import BIGGEST_KEY
from posts.numbers import count
from questions.models import Question, ViewDay

# Any number that no other advisory lock of ours has. In their order rows are locked all the same,
# for others lock them too; but runs that follow each other's new versions of rows met in circles.
_ONE_RUN = 7_220_703
_OURS = re.compile(r"question:([1-9][0-9]{0,18})")

# Rows are locked in order of id, the questions before their days, so that two runs never wait for
# each other in a circle. No question goes while a day of its is written.
_ADD_TO_QUESTIONS = """
WITH added AS (
    SELECT id, sum(views) AS views
    FROM unnest(%(ids)s::bigint[], %(views)s::bigint[]) AS given (id, views)
    GROUP BY id HAVING sum(views) > 0
), held AS (
    SELECT question.id, added.views FROM "{question}" AS question JOIN added USING (id)
    ORDER BY question.id FOR NO KEY UPDATE OF question
)
UPDATE "{question}" AS question SET view_count = question.view_count + held.views
FROM held WHERE question.id = held.id
"""
_ADD_TO_DAYS = """
WITH added AS (
    SELECT id, day, sum(views) AS views, sum(hits) AS hits
    FROM unnest(%(ids)s::bigint[], %(days)s::date[], %(views)s::bigint[], %(hits)s::bigint[])
        AS given (id, day, views, hits)
    GROUP BY id, day
)
INSERT INTO "{day}" AS kept (question_id, day, views, crawler_hits)
SELECT question.id, added.day, added.views, added.hits
FROM "{question}" AS question JOIN added USING (id)
ORDER BY question.id, added.day FOR KEY SHARE OF question
{adding}
"""
_MOVE_DAYS = """
INSERT INTO "{day}" AS kept (question_id, day, views, crawler_hits)
SELECT %(into)s, day, views, crawler_hits FROM "{day}" WHERE question_id = %(question)s ORDER BY day
{adding}
"""
_ADDING = """
ON CONFLICT (question_id, day) DO UPDATE
SET views = kept.views + excluded.views, crawler_hits = kept.crawler_hits + excluded.crawler_hits
"""


def add_views(counts: list[DayViews]):
    """Add what was counted to the questions and to their days, in one statement each.

    Pages of other kinds, and questions that are gone, are passed over. Crawler hits are kept by
    the day alone. The caller's transaction decides whether it counts.
    """
    ours = [(id, each) for each in counts if (id := _question_of(each.page))]
    if not ours:
        return
    given = {
        "ids": [id for id, _ in ours],
        "days": [each.day for _, each in ours],
        "views": [each.views for _, each in ours],
        "hits": [each.crawler_hits for _, each in ours],
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_RUN])
        for statement in (_ADD_TO_QUESTIONS, _ADD_TO_DAYS):
            cursor.execute(_sql(statement), given)


def move_views(question, into):
    """Count a question's views, all and by the day, for another one. The caller holds both."""
    views = F("view_count") + question.view_count
    Question.objects.filter(pk=into.pk).update(view_count=views)
    Question.objects.filter(pk=question.pk).update(view_count=0)
    with connection.cursor() as cursor:
        cursor.execute(_sql(_MOVE_DAYS), {"question": question.pk, "into": into.pk})
    question.view_days.all().delete()


def shown(number) -> str:
    """How often a page was seen, as HTML: 1 view; 1,458 views; 120k+ views."""
    return format_html(ngettext("{shown} view", "{shown} views", number), shown=count(number))


def _sql(statement):
    tables = {"question": Question._meta.db_table, "day": ViewDay._meta.db_table}
    return statement.format(adding=_ADDING, **tables)


def _question_of(page):
    """The id of the question that `page` is, or None."""
    found = _OURS.fullmatch(page)
    return int(found[1]) if found and int(found[1]) <= BIGGEST_KEY else None
