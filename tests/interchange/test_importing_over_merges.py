"""A newer dump over questions and tags that moderators here have merged."""

import pytest

from answers.models import Answer
from moderation.merging import merge
from questions.jobs import go_on_merging_tags
from questions.models import Question, Tag
from tests.cast import answer, bo, mo, question
from tests.interchange.dumps import POSTS, TAGS, bring_in, changed, without, write

pytestmark = pytest.mark.django_db
WHY = {"because": "They are the same."}


def _question(number):
    return Question.objects.get(source__external_id=number, source__kind="question")


def _answer(number):
    return Answer.objects.get(source__external_id=number)


@pytest.fixture
def into(tmp_path):
    """A question asked here, into which the dump's number 11 was merged; it has 21 and 22 now."""
    bring_in(write(tmp_path))
    asker = mo()
    into = question(asker, title="How is a square knot tied?")
    merge(_question(11), into=into, by=asker, **WHY)
    return into


def counted(row):
    row.refresh_from_db()
    return row.answer_count


def test_answers_stay_where_they_were_moved_and_new_ones_follow(tmp_path, into):
    new = {"Id": "23", "Score": "2", "Body": "<p>Twice the same way.</p>"}
    newer = [*changed(POSTS, "22", Body="<p>Edited there.</p>", Score="30"), POSTS[3] | new]
    for _ in range(2):
        bring_in(write(tmp_path, posts=newer))
        assert {_answer(n).question for n in (21, 22, 23)} == {into}
        assert (counted(into), _question(11).answer_count) == (3, 0)
    assert _answer(22).score == 30
    assert set(into.taggings.values_list("answer_count", flat=True)) == {3}


def test_the_merged_question_stays_away_and_accepts_nothing(tmp_path, into):
    accepts = changed(POSTS, "11", AcceptedAnswerId="22", Title="How are reef knots tied at all?")
    bring_in(write(tmp_path, posts=accepts))
    merged = _question(11)
    assert merged.merged_into == into
    assert (merged.accepted_at, _answer(21).accepted_at, _answer(22).accepted_at) == (None,) * 3
    assert not merged.acceptances.filter(withdrawn_at=None).exists()


def test_an_answer_that_vanishes_is_counted_out_where_it_was(tmp_path, into):
    answer(bo(), into)
    bring_in(write(tmp_path, posts=without(POSTS, "22")), yes=True)
    assert counted(into) == 2
    bring_in(write(tmp_path))
    assert counted(into) == 3


def test_a_merged_tag_does_not_come_back(tmp_path):
    bring_in(write(tmp_path))
    old, new = Tag.objects.get(name=".net"), Tag.objects.named(["dotnet"])[0]
    old.merge_into(new, by=mo(), **WHY)
    go_on_merging_tags()
    more = {"Id": "13", "Title": "Which knot is the best of all?", "AcceptedAnswerId": "99"}
    newer = [*changed(POSTS, "12", Tags="|c++|.net|"), POSTS[0] | more]
    for _ in range(2):
        bring_in(write(tmp_path, posts=newer))
        names = [
            list(_question(n).taggings.order_by("pk").values_list("tag__name", flat=True))
            for n in (11, 12, 13)
        ]
        assert names == [["c++", "dotnet"]] * 3
        old.refresh_from_db()
        assert (old.question_count, old.meant) == (0, new)
        assert old.removed_at
        assert Tag.objects.get(name="dotnet").question_count == 3
        assert old.source.external_id == 2


def test_of_two_merged_tags_both_with_sources_each_keeps_its_own(tmp_path):
    bring_in(write(tmp_path))
    old, new = Tag.objects.get(name=".net"), Tag.objects.get(name="c++")
    old.merge_into(new, by=mo(), **WHY)
    described = changed(TAGS, "2", ExcerptPostId="41", WikiPostId="42")
    for tags in (described, TAGS):
        bring_in(write(tmp_path, tags=tags))
    go_on_merging_tags()
    assert [Tag.objects.get(pk=each.pk).source.external_id for each in (old, new)] == [2, 1]
    assert list(_question(11).taggings.values_list("tag", flat=True)) == [new.pk]
    assert Tag.objects.get(pk=new.pk).question_count == 2
