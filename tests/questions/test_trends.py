"""What is hot, and what was seen most this week: `questions.trends`."""

from datetime import timedelta

import pytest
from django.utils import timezone

from questions import trends
from questions.jobs import recompute_trends
from questions.models import Question, Trend, ViewDay
from tests import cast
from tests.at_once import at_once, failures

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return cast.ada()


def question(ada, *, days_ago=0, views=(), **columns):
    """One asked so many days ago, with `views` by how many days ago they were."""
    asked = cast.question(ada)
    at = timezone.now() - timedelta(days=days_ago)
    columns = {"created_at": at, "active_at": at, **columns}
    Question.objects.filter(pk=asked.pk).update(**columns)
    today = timezone.now().date()
    for ago, number in dict(views).items():
        ViewDay.objects.create(question=asked, day=today - timedelta(days=ago), views=number)
    return asked


def hottest():
    recompute_trends()
    return list(Trend.objects.filter(heat__gt=0).order_by("-heat").values_list("pk", flat=True))


def test_views_of_today_are_hotter_than_those_of_days_ago(ada):
    old = question(ada, days_ago=30, views={5: 100})
    new = question(ada, days_ago=30, views={0: 100})
    assert hottest() == [new.pk, old.pk]


def test_a_fresh_question_with_score_and_answers_is_hotter_than_an_older_one_with_the_same(ada):
    liked = {"score": 5, "answer_count": 2}
    older, fresh = question(ada, days_ago=6, **liked), question(ada, **liked)
    assert hottest() == [fresh.pk, older.pk]


def test_nothing_is_hot_that_is_disliked_closed_removed_or_long_quiet(ada):
    busy = {"views": {0: 50}}
    question(ada, score=-1, **busy)
    question(ada, closed_at=timezone.now(), **busy)
    question(ada, **busy).remove(by=cast.mo(), because="Spam.")
    question(ada, days_ago=30, views={8: 500}, score=40)
    assert hottest() == []


def test_views_of_this_week_are_counted_and_older_ones_are_not(ada):
    seen = question(ada, days_ago=30, views={0: 3, 6: 4, 7: 100})
    recompute_trends()
    assert Trend.objects.get(pk=seen.pk).views == 7


def test_what_cools_down_goes(ada):
    seen = question(ada, days_ago=30, views={0: 3})
    assert hottest() == [seen.pk]
    ViewDay.objects.update(day=timezone.now().date() - timedelta(days=20))
    assert hottest() == []
    assert not Trend.objects.exists()


def test_only_so_many_are_kept_the_hottest(ada, monkeypatch):
    monkeypatch.setattr(trends, "MOST", 2)
    _cold, warm, hot = (question(ada, days_ago=30, views={0: n}) for n in (1, 10, 100))
    assert hottest() == [hot.pk, warm.pk]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_leave_what_one_leaves():
    seen = question(cast.ada(), days_ago=30, views={0: 3})
    assert failures(at_once(recompute_trends, recompute_trends)) == []
    assert list(Trend.objects.values_list("pk", flat=True)) == [seen.pk]
