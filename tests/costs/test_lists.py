"""Lists read a page's worth of questions, however many there are and however deep it is."""

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from questions.models import Category, Question, Tag, TagChoice, Trend
from tests import cast
from tests.costs.site import multiply
from tests.costs.test_costs import scans

pytestmark = pytest.mark.django_db

MANY = 20_000
# So many rows a page may have read, of all tables together: of ten groups 31 rows and their tags.
MOST_ROWS = 2_500
TIMES = {
    "created_at": "row.created_at - n * interval '1 minute'",
    "active_at": f"row.created_at - mod(n * 7, {MANY}) * interval '1 minute'",
}
MIRROR = """
UPDATE questions_tagging g
SET asked_at = q.created_at, active_at = q.active_at, answer_count = q.answer_count
FROM questions_question q WHERE q.id = g.content_object_id
"""


@pytest.fixture
def site():
    """Twenty thousand questions in ten categories, all with one tag, half with another."""
    top = Category.objects.create(name="Health")
    below = [Category.objects.create(name=f"Part {n}", parent=top) for n in range(10)]
    asked = cast.question(cast.ada(), category=below[0], tags=["common", "half"])
    first = below[0].pk
    multiply(
        asked,
        MANY,
        author_id=cast.member("Some One").pk,
        category_id=f"{first} + mod(n, 10)",
        answer_count="mod(n, 3)",
        **TIMES,
    )
    common, half = asked.taggings.order_by("pk")
    multiply(common, MANY, content_object_id=f"{asked.pk} + n")
    multiply(half, MANY // 2, content_object_id=f"{asked.pk} + 2 * n")
    questions = Question.objects.order_by("pk")[:5000]
    Trend.objects.bulk_create(
        [Trend(question=each, heat=n + 1, views=5000 - n) for n, each in enumerate(questions)]
    )
    with connection.cursor() as cursor:
        cursor.execute(MIRROR)
        cursor.execute("ANALYZE")
    return top


@pytest.fixture
def reader(client, site):
    """Cy follows the one tag and hides one that few questions have."""
    cy = cast.cy()
    cast.question(cast.bo(), tags=["rare"])
    for kind, name in (("followed", "half"), ("followed", "common"), ("hidden", "rare")):
        TagChoice.choose(kind, Tag.objects.get(name=name), by=cy)
    client.force_login(cy)
    return client


ADDRESSES = [
    "/?tab={tab}",
    "/questions/?tab={tab}",
    "/questions/followed/?tab={tab}",
    "/tags/common/?tab={tab}",
    "/questions/?tags=half+common&tab={tab}",
    "{branch}?tab={tab}",
]


def test_a_page_reads_no_more_than_it_shows_first_or_deep(reader, site):
    for tab in ("newest", "active", "unanswered", "hot", "week"):
        for address in ADDRESSES:
            first = address.format(branch=site.get_absolute_url(), tab=tab)
            reader.get(first)  # What a tag's page keeps for an hour is there from now on.
            for url in (first, f"{first}&after={deep_key(tab)}"):
                statements = statements_of(reader, url)
                assert {sql: tables for sql in statements if (tables := scans(sql))} == {}, url
                assert sum(map(rows_read, statements)) < MOST_ROWS, url


def statements_of(reader, url):
    """What is read for a page, which has all its rows."""
    with CaptureQueriesContext(connection) as queries:
        page = reader.get(url)
    assert len(page.context["questions"]) == 30, url
    return [each["sql"] for each in queries if each["sql"].startswith("SELECT")]


def deep_key(tab):
    """The key of a place in the order of `tab` that a quarter of the questions are before."""
    if tab in {"hot", "week"}:
        return f"2500-{2**62}"
    there = Question.objects.order_by("-created_at")[MANY // 4]
    return f"{int(there.created_at.timestamp() * 1_000_000)}-{there.pk}"


def rows_read(sql):
    """How many rows a statement takes from tables and indexes, those it throws away too."""
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        [[plan]] = cursor.fetchall()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return int(sum(map(_rows, _scans(plan[0]["Plan"]))))


def _scans(node):
    if "Scan" in node["Node Type"]:
        yield node
    for below in node.get("Plans", []):
        yield from _scans(below)


def _rows(node):
    thrown = sum(number for key, number in node.items() if key.startswith("Rows Removed"))
    return (node["Actual Rows"] + thrown) * node["Actual Loops"]
