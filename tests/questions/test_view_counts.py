"""What was counted reaches the questions and their days."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from time import monotonic, sleep

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hotpages.counts import DayViews
from questions import view_counts
from questions.models import Question, ViewDay
from questions.view_counts import add_views, shown
from tests import cast

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def question(db):
    return cast.question(cast.ada())


def seen(question, views, hits=0, day=MONDAY):
    return DayViews(day, f"question:{question.pk}", views, hits)


def days(question):
    return list(question.view_days.order_by("day").values_list("day", "views", "crawler_hits"))


def views(question):
    return Question.objects.get(pk=question.pk).view_count


def test_the_views_of_a_day_reach_the_question_and_the_day(question):
    add_views([seen(question, 3)])
    assert views(question) == 3
    assert days(question) == [(MONDAY, 3, 0)]


def test_views_of_several_days_make_one_total(question):
    add_views([seen(question, 3), seen(question, 4, day=TUESDAY)])
    assert views(question) == 7
    assert days(question) == [(MONDAY, 3, 0), (TUESDAY, 4, 0)]


def test_what_comes_later_is_added(question):
    add_views([seen(question, 3, 1)])
    add_views([seen(question, 4, 2)])
    assert views(question) == 7
    assert days(question) == [(MONDAY, 7, 3)]


def test_the_same_page_and_day_twice_in_a_list_add_up(question):
    add_views([seen(question, 3, 1), seen(question, 4, 1)])
    assert views(question) == 7
    assert days(question) == [(MONDAY, 7, 2)]


def test_crawler_hits_are_no_views(question):
    add_views([seen(question, 0, 5)])
    assert views(question) == 0
    assert days(question) == [(MONDAY, 0, 5)]


def test_views_that_came_with_an_import_stay(question):
    Question.objects.update(view_count=1_000)
    add_views([seen(question, 2)])
    assert views(question) == 1_002


@pytest.mark.parametrize(
    "named",
    [
        *("question:", "question:x", "question:-{pk}", "question:0{pk}", "question:{arabic}"),
        *("question:{pk}\n", "question:{pk}.0", "question: {pk}", "question:{pk}:de"),
        *("Question:{pk}", " question:{pk}", "tag:{pk}", "{pk}", ""),
        *(f"question:{2**63}", f"question:{10**18}", f"question:{'9' * 5_000}"),
    ],
)
def test_what_is_no_question_of_ours_is_passed_over(question, named):
    arabic = str(question.pk).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    add_views([DayViews(MONDAY, named.format(pk=question.pk, arabic=arabic), 1, 1)])
    assert views(question) == 0
    assert not ViewDay.objects.exists()
    add_views([DayViews(MONDAY, "question:", 1, 1), seen(question, 1)])
    assert views(question) == 1


def test_a_question_that_is_gone_is_passed_over(question):
    gone = cast.question(question.author, title="Will this question be here tomorrow?")
    counts = [seen(gone, 5), seen(question, 1)]
    gone.delete()
    add_views(counts)
    assert views(question) == 1
    assert ViewDay.objects.count() == 1


def test_nothing_counted_asks_nothing(question, django_assert_num_queries):
    with django_assert_num_queries(0):
        add_views([])
        add_views([DayViews(MONDAY, "tag:1", 1, 0)])


def test_two_statements_whatever_the_number_of_questions_and_days(question):
    many = [cast.question(question.author, title=f"How many chairs are {n}?") for n in range(12)]
    counts = [seen(each, 1, 1, MONDAY + timedelta(days=n)) for each in many for n in range(5)]
    with CaptureQueriesContext(connection) as queries:
        add_views(counts)
    writing = [each["sql"] for each in queries if "questions_" in each["sql"]]
    assert len(writing) == 2
    assert {views(each) for each in many} == {5}
    assert ViewDay.objects.count() == 60


def test_a_caller_that_fails_counts_nothing(question):
    with transaction.atomic():
        add_views([seen(question, 3)])
        transaction.set_rollback(True)
    assert views(question) == 0
    assert days(question) == []


@pytest.fixture
def many(transactional_db):
    ada = cast.ada()
    return [cast.question(ada, title=f"How many chairs are {n}?") for n in range(30)]


def test_runs_beside_each_other_lose_nothing(many):
    def run(number):
        turned = many if number % 2 else many[::-1]
        try:
            for _ in range(10):
                add_views([seen(each, 1, 1) for each in turned])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    assert {views(each) for each in many} == {40}
    assert {tuple(days(each)) for each in many} == {((MONDAY, 40, 40),)}


@pytest.mark.parametrize("rows", [Question.objects, ViewDay.objects], ids=["questions", "days"])
def test_rows_are_locked_in_order_so_that_runs_never_wait_in_a_circle(many, rows):
    """A run that waits for the row in the middle holds those before it, and none behind it."""
    counts = [seen(each, 1) for each in many]
    add_views(counts)
    for each in reversed(many):  # A table is read in the order of its last changes.
        Question.objects.filter(pk=each.pk).update(score=1)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            rows.select_for_update().get(pk=keys[15])
            run = pool.submit(add_beside, counts[::-1])
            wait_for_a_waiter()
            free = rows.order_by("pk").select_for_update(skip_locked=True)
            assert list(free.values_list("pk", flat=True)) == keys[15:]
        run.result()
    assert {views(each) for each in many} == {2}


def test_no_question_goes_while_a_day_of_its_is_written(many):
    """Its key is looked at when the transaction ends: too late to pass the question over."""
    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        add_views([seen(many[0], 0, 1)])
        assert many[0].pk not in pool.submit(what_may_go).result()


def what_may_go():
    try:
        with transaction.atomic():
            return {each.pk for each in Question.objects.select_for_update(skip_locked=True)}
    finally:
        connection.close()


def add_beside(counts):
    """Add in a transaction of its own, in a thread that leaves no connection behind."""
    try:
        with transaction.atomic():
            add_views(counts)
    finally:
        connection.close()


def wait_for_a_waiter():
    deadline = monotonic() + 20
    while monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
            if cursor.rowcount:
                return
        sleep(0.02)
    pytest.fail("nobody waited")


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 views"), (1, "1 view"), (1_458, "1,458 views"), (120_431, "120k+ views")],
)
def test_how_often_a_page_was_seen_in_words(number, text):
    assert shown(number) == text


def test_the_words_are_html_whatever_sign_parts_the_thousands(monkeypatch):
    monkeypatch.setattr(view_counts, "count", lambda number: "1'458")
    assert shown(1_458).__html__() == "1&#x27;458 views"


def test_the_ask_page_shows_the_very_same_words(client, question):
    Question.objects.update(view_count=1_458)
    page = client.get(question.get_absolute_url()).text
    assert f"<span>{shown(1_458)}</span>" in page
