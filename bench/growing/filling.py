"""An empty site made large: `python -m bench.ready bench.growing.filling <dump> 1000000`.

The dump is imported; its texts, varied, are those of all further questions. Members, tags and votes
are a tenth, a fiftieth and ten times as many as the questions.
"""

import sys
import time

from django.core.management import call_command
from django.db import connection
from django.db.models import Max

from accounts.models import User
from answers.models import Answer
from bench.bare import bare
from bench.growing.parts import in_parts, write, write_documents
from bench.growing.rows import COLUMNS, Plan, Seeds
from bench.growing.texts import Text
from questions import trends
from questions.models import Category, Question, Tag
from search.gathering import gather_some

_GATHERED = 20  # batches of questions whose words are gathered, on a site of any size
FURTHER = {
    "votes_vote": """
        SELECT question_id, answer_id, author_id, value, at,
            %(first_member)s + mod(post * 7919 + n, %(members)s) AS voter_id
        FROM (
            SELECT id AS question_id, NULL::bigint AS answer_id, id AS post, author_id, score,
                down_votes, created_at AS at FROM questions_question
            UNION ALL
            SELECT NULL, id, id, author_id, score, down_votes, created_at FROM answers_answer
        ) AS post, generate_series(1, score + 2 * down_votes) AS n,
            LATERAL (SELECT CASE WHEN n <= down_votes THEN -1 ELSE 1 END AS value) AS said
        WHERE post >= %(first)s
    """,
    "answers_acceptance": """
        SELECT question_id, answer.id AS answer_id, question.author_id AS by_id,
            answer.accepted_at AS at
        FROM answers_answer AS answer
        JOIN questions_question AS question ON question.id = question_id
        WHERE answer.accepted_at IS NOT NULL AND question_id >= %(first)s
    """,
    "questions_follow": """
        SELECT author_id AS member_id, id AS question_id, created_at AS at
        FROM questions_question WHERE id >= %(first)s
    """,
    "questions_related": """
        SELECT id AS question_id, place, %(first)s + mod(id * 31 + place * 977, %(questions)s)
            AS other_id
        FROM questions_question, generate_series(1, 5) AS place WHERE id >= %(first)s
    """,
    "questions_viewday": """
        SELECT id AS question_id, current_date - day AS day, 1 + mod(id * 17, 90) / day AS views,
            0 AS crawler_hits
        FROM questions_question, generate_series(1, 7) AS day
        WHERE id >= %(first)s AND mod(id, 50) = 0
    """,
}
_COUNTS = """
UPDATE questions_tag SET question_count = number FROM (
    SELECT tag_id, count(*) AS number FROM questions_tagging GROUP BY tag_id
) AS counted WHERE tag_id = id;
UPDATE questions_category SET question_count = number FROM (
    SELECT category_id, count(*) AS number FROM questions_question GROUP BY category_id
) AS counted WHERE category_id = questions_category.id
"""


def fill(dump, questions):
    _step("import", lambda: call_command("import_stackexchange", dump, site_url=SEEDS, yes=True))
    seeds = Seeds(
        [
            (Text(title), Text(body))
            for title, body in Question.objects.values_list("title", "body_html")
        ],
        [Text(body) for body in Answer.objects.values_list("body_html", flat=True)],
    )
    plan = _plan(questions)
    with bare([*COLUMNS, *FURTHER]):
        _step("posts", lambda: in_parts(write, plan, seeds))
        for table in FURTHER:
            _step(table, lambda table=table: further(table, plan))
        _step("counts", lambda: connection.cursor().execute(_COUNTS))
        began = time.monotonic()
    print(f"indexes: {time.monotonic() - began:.0f} s", flush=True)
    with bare(["search_document"]):
        _step("documents", lambda: in_parts(write_documents, plan, None))
        began = time.monotonic()
    print(f"indexes of the search: {time.monotonic() - began:.0f} s", flush=True)
    _step("the rest", _finish)


SEEDS = "https://seeds.example"


def _plan(questions):
    members, tags = max(questions // 10, 100), max(questions // 50, 50)
    first = {
        model: (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1 for model in _NUMBERED
    }
    numbers = range(first[User], first[User] + members)
    users = (User(pk=n, name=f"Member {n}", reputation=1 + n % 997 * 11) for n in numbers)
    User.objects.bulk_create(users, 10_000)
    named = (Tag(pk=first[Tag] + n, name=f"topic-{n}", slug=f"topic-{n}") for n in range(tags))
    Tag.objects.bulk_create(named, 10_000)
    return Plan(
        *(questions, members, tags),
        *(first[model] for model in (Question, Answer, User, Tag)),
        _categories(),
    )


_NUMBERED = (Question, Answer, User, Tag)


def _categories():
    """Three levels of five; numbers of those at the bottom."""
    leaves = []
    for one in range(5):
        top = Category.objects.create(name=f"Field {one}")
        for two in range(5):
            middle = Category.objects.create(name=f"Part {one}.{two}", parent=top)
            for three in range(5):
                name = f"Matter {one}.{two}.{three}"
                leaves.append(Category.objects.create(name=name, parent=middle).pk)
    return leaves


def further(table: str, plan: Plan) -> None:
    """Write what goes with the posts into one of the tables of FURTHER."""
    select = FURTHER[table]
    values = {**plan._asdict(), "first": plan.first_question}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({select}) AS made LIMIT 0", values)  # noqa: S608
        columns = ", ".join(column.name for column in cursor.description)
        cursor.execute(f"INSERT INTO {table} ({columns}) {select}", values)


def _finish():
    trends.recompute()
    for _batch in range(_GATHERED):
        gather_some()
    with connection.cursor() as cursor:
        for model in (*_NUMBERED, Category):
            table = model._meta.db_table
            last = model.objects.aggregate(last=Max("pk"))["last"]
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])
        cursor.execute("VACUUM (ANALYZE)")


def _step(name, work):
    began = time.monotonic()
    work()
    print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]))
