"""The sitemap: what it lists, and that a job writes what changed and nothing else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discovery import jobs, sitemaps
from discovery.jobs import keep_sitemap
from discovery.models import SitemapPart
from questions.models import Question
from tests import cast
from tests.discovery.sitemap_reader import places_found

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return cast.ada()


@pytest.fixture
def small_parts(db, monkeypatch):
    """Two numbers a part. A run looks at all parts: not all numbers of tests begin at one."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE questions_question ALTER COLUMN id RESTART")
    monkeypatch.setattr(sitemaps, "A_PART", 2)
    monkeypatch.setattr(jobs, "_PARTS_A_RUN", 10_000)


def ask(by, number, **fields):
    return cast.question(by, title=f"What is number {number} of them all?", **fields)


def times():
    return dict(SitemapPart.objects.values_list("pk", "changed_at"))


def test_it_lists_every_page_that_is_to_be_found(client, ada, small_parts):
    category = cast.category()
    questions = [ask(ada, n, category=category) for n in range(5)]
    keep_sitemap()
    tags = questions[0].tags.all()
    expected = [each.get_absolute_url() for each in (*questions, *tags, *category.path)]
    found = places_found(client)
    assert sorted(found) == sorted(expected)
    active_at = Question.objects.get(pk=questions[0].pk).active_at.replace(microsecond=0)
    assert found[questions[0].get_absolute_url()] == active_at
    assert SitemapPart.objects.filter(kind="questions", addresses__gt=0).count() >= 3


def test_every_listed_page_answers_at_once(client, ada):
    ask(ada, 1, category=cast.category())
    keep_sitemap()
    assert {client.get(path).status_code for path in places_found(client)} == {200}


def test_removed_and_held_ones_are_not_listed(client, ada):
    shown, removed = ask(ada, 1), ask(ada, 2)
    keep_sitemap()
    assert removed.get_absolute_url() in places_found(client)
    removed.remove(by=ada, because="I found it.")
    held = ask(ada, 3, held="Three links.")
    keep_sitemap()
    found = places_found(client)
    assert shown.get_absolute_url() in found
    assert not {removed.get_absolute_url(), held.get_absolute_url()} & set(found)


def test_only_what_changed_is_written_again(ada, small_parts):
    questions = [ask(ada, n) for n in range(6)]
    Question.objects.update(active_at=timezone.now() - timedelta(hours=1))
    keep_sitemap()
    before = times()
    keep_sitemap()
    assert times() == before
    cast.answer(cast.bo(), questions[0])
    keep_sitemap()
    changed = [pk for pk, at in times().items() if before[pk] != at]
    assert changed == [part_of(questions[0]).pk]


def test_a_run_looks_at_the_newest_part_and_at_those_seen_longest_ago(
    ada, small_parts, monkeypatch
):
    questions = [ask(ada, n) for n in range(9)]
    keep_sitemap()
    monkeypatch.setattr(jobs, "_PARTS_A_RUN", 2)
    long_ago = timezone.now() - timedelta(days=1)
    parts = [part_of(question) for question in (questions[1], questions[4])]
    for part in parts:
        SitemapPart.objects.filter(pk=part.pk).update(looked_at=long_ago)
    before = timezone.now()
    keep_sitemap()
    seen = set(SitemapPart.objects.filter(looked_at__gt=before).values_list("pk", flat=True))
    assert {part_of(questions[-1]).pk, *(part.pk for part in parts)} <= seen
    assert len(seen) <= 2 + len(sitemaps.KINDS)


def part_of(question):
    return SitemapPart.objects.get(kind="questions", number=question.pk // 2)


def test_a_part_that_nothing_is_in_any_more_is_not_there(client, ada):
    question = ask(ada, 1)
    keep_sitemap()
    [path] = [loc for loc in locs(client, "/sitemap.xml") if "questions" in loc]
    question.remove(by=ada, because="I found it.")
    keep_sitemap()
    assert [loc for loc in locs(client, "/sitemap.xml") if "questions" in loc] == []
    assert client.get(path).status_code == 404


def test_a_part_costs_one_query_whatever_it_lists(ada):
    ask(ada, 1)
    keep_sitemap()
    part = SitemapPart.objects.filter(kind="questions").latest("number")
    few = queries_of(part)
    for n in range(9):
        ask(ada, n)
    assert queries_of(part) == few


def test_whoever_has_a_part_already_is_told_so(client, ada):
    ask(ada, 1)
    keep_sitemap()
    path = locs(client, "/sitemap.xml")[0]
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_do_not_wait_for_each_other():
    ask(cast.ada(), 1)
    keep_sitemap()
    part = SitemapPart.objects.filter(kind="questions").latest("number")
    ask(cast.bo(), 2)
    with ThreadPoolExecutor(1) as beside, transaction.atomic():
        assert part.look_again()
        assert beside.submit(in_a_connection, part.look_again).result(timeout=10) == set()
    assert SitemapPart.objects.get(pk=part.pk).addresses == 2


def in_a_connection(work):
    try:
        return work()
    finally:
        connection.close()


def locs(client, path):
    tree = ElementTree.fromstring(client.get(path).content)
    return [urlsplit(each.text).path for each in tree.iter() if each.tag.endswith("}loc")]


def queries_of(part):
    with CaptureQueriesContext(connection) as queries:
        part.look_again()
    return len(queries)
