"""Which questions are hot, and which were seen most this week.

A question's heat is made of the page views of the last week, of which each is worth half after two
days, and of its score and answers, which are worth half three days after it was asked:

    400 · ln(1 + fresh views) + 100 · (score, 0 to 50, + 2 · answers, up to 10) · ½^(days / 3)

Views count by their logarithm: ten times as many are not ten times as good. What is voted below
nothing, and what is closed, is not hot. Only so many questions are kept as can be looked through.
"""

from django.db import connection, transaction
from django.utils import timezone

# Of each kind.
MOST = 5_000

# Any number that no other advisory lock of ours has.
_ONE_RUN = 7_220_704
_WRITE = """
WITH seen AS (
    SELECT question_id AS id, sum(views) AS views,
        sum(views * power(0.5, (%(today)s::date - day) / 2.0)) AS fresh
    FROM questions_viewday WHERE day > %(today)s::date - 7 GROUP BY question_id
), lively AS (
    SELECT id FROM seen
    UNION SELECT id FROM questions_question
    WHERE removed_at IS NULL AND active_at > %(now)s - interval '7 days'
), rated AS (
    SELECT q.id, coalesce(seen.views, 0) AS views,
        CASE WHEN q.score < 0 OR q.closed_at IS NOT NULL THEN 0
        ELSE round(400 * ln(1 + coalesce(seen.fresh, 0))
            + 100 * (least(q.score, 50) + 2 * least(q.answer_count, 10))
            * power(0.5, least(extract(epoch FROM %(now)s - q.created_at) / 86400, 300) / 3))
        END AS heat
    FROM lively JOIN questions_question q USING (id) LEFT JOIN seen USING (id)
    WHERE q.removed_at IS NULL
), kept AS (
    (SELECT * FROM rated WHERE heat > 0 ORDER BY heat DESC, id DESC LIMIT %(most)s)
    UNION (SELECT * FROM rated WHERE views > 0 ORDER BY views DESC, id DESC LIMIT %(most)s)
), cooled AS (
    DELETE FROM questions_trend WHERE question_id NOT IN (SELECT id FROM kept)
)
INSERT INTO questions_trend AS trend (question_id, heat, views)
SELECT id, heat, views FROM kept
ON CONFLICT (question_id) DO UPDATE SET heat = excluded.heat, views = excluded.views
WHERE (trend.heat, trend.views) IS DISTINCT FROM (excluded.heat, excluded.views)
"""


@transaction.atomic
def recompute():
    """Write every trend anew, in one statement; a second run at the same time waits."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_RUN])
        cursor.execute(_WRITE, {"now": now, "today": now.date(), "most": MOST})
