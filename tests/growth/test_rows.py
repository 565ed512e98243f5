"""What `bench/growth` writes is such as the verbs would have left it."""

import re
from random import Random

import pytest
from django.db.models import Count, F

from accounts.models import User
from answers.models import Answer
from bench.growing.filling import FURTHER, further
from bench.growing.rows import Plan, Seeds, Writer
from bench.growing.texts import RANKS, Text, coined, rank, vocabulary
from questions.models import Question, Tag, Tagging
from tests import cast
from votes.models import Vote

BODY = "<p>Walking is the <em>simplest</em> remedy &amp; costs nothing.</p>"


@pytest.fixture
def plan(db):
    """Thirty questions of twenty members, with eight tags."""
    members = User.objects.bulk_create(User(name=f"Member {n}") for n in range(20))
    tags = Tag.objects.bulk_create(Tag(name=f"topic-{n}", slug=f"topic-{n}") for n in range(8))
    categories = [each.pk for each in cast.category().path]
    plan = Plan(30, 20, 8, 1_000, 1_000, members[0].pk, tags[0].pk, categories)
    seeds = Seeds([(Text("Does walking every day help the back?"), Text(BODY))], [Text(BODY)])
    Writer(plan, seeds, range(30)).write()
    for table in FURTHER:
        further(table, plan)
    return plan


def test_counters_and_copies_say_what_the_rows_say(plan):
    questions = Question.objects.annotate(number=Count("answers"))
    assert questions.count() == 30
    assert not questions.exclude(answer_count=F("number")).exists()
    accepted = questions.exclude(accepted_at=None)
    assert accepted.count() == Answer.objects.exclude(accepted_at=None).count() > 0
    for copy, column in Tagging.MIRRORED.items():
        same = {copy: F(f"content_object__{column}")}
        if column != "removed_at":
            assert not Tagging.objects.exclude(**same).exists(), copy


def test_scores_are_sums_of_votes_by_different_members(plan):
    for post in (*Question.objects.all(), *Answer.objects.all()):
        votes = Vote.objects.about(post)
        assert sum(each.value for each in votes) == post.score
        assert sum(each.value < 0 for each in votes) == post.down_votes


def test_the_site_shows_them(client, plan):
    question = Question.objects.filter(answer_count__gt=0).first()
    page = client.get(question.get_absolute_url())
    assert page.status_code == 200
    assert "<em>" in page.text
    assert client.get("/").status_code == 200


def test_texts_differ_in_words_and_in_nothing_else():
    random = Random(1)
    text = Text(BODY)
    words = vocabulary([text], random)
    varied = {text.varied(random, words) for _ in range(20)}
    assert len(varied) > 5
    for each in varied:
        assert each.startswith("<p>")
        assert {"<em>", "</em>", "&amp;"} <= set(re.findall("<[^>]*>|&amp;", each))


def test_the_common_words_are_common_and_none_is_two():
    random = Random(1)
    ranks = [rank(random, RANKS) for _ in range(2_000)]
    assert min(ranks) >= 1
    assert max(ranks) < RANKS
    assert sum(each < 1_000 for each in ranks) == pytest.approx(1_000, abs=150)
    assert len({coined(number) for number in range(1, 500)}) == 499
