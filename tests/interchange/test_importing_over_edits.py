"""A newer dump over what members here have worked on, and over what has vanished there."""

import pytest
from django.core.management import CommandError

from accounts.models import User
from answers.models import Answer
from questions.models import Question
from tests.cast import LONG_ENOUGH, answer, bo, mo
from tests.interchange.dumps import POSTS, USERS, bring_in, changed, without, write

pytestmark = pytest.mark.django_db


def _question(number):
    return Question.objects.get(source__external_id=number)


def _answer(number):
    return Answer.objects.get(source__external_id=number)


def _edit(post):
    post.edit(by=mo(), body=f"Edited here. {LONG_ENOUGH}")


def test_a_post_edited_here_is_kept_and_reported(tmp_path):
    bring_in(write(tmp_path))
    _edit(_answer(22))
    newer = changed(POSTS, "22", Body="<p>Edited there.</p>", Score="30")
    for _ in range(2):
        said = bring_in(write(tmp_path, posts=newer))
        assert f"Kept as edited here: answer {_answer(22).pk}" in said
        assert _answer(22).body.startswith("Edited here.")
        assert _answer(22).score == 30


def test_a_question_whose_tags_alone_were_changed_here_is_kept(tmp_path):
    bring_in(write(tmp_path))
    row = _question(11)
    row.edit(by=mo(), title=row.title, body=row.body, category=None, tags=["rope"])
    bring_in(write(tmp_path))
    assert [t.tag.name for t in _question(11).taggings.all()] == ["rope"]


def test_an_answer_written_here_counts_and_keeps_the_question_active(tmp_path):
    bring_in(write(tmp_path))
    mine = answer(bo(), _question(11))
    bring_in(write(tmp_path, posts=without(POSTS, "22")), yes=True)
    assert _question(11).answer_count == 2
    assert _question(11).active_at == mine.created_at
    assert set(_question(11).taggings.values_list("answer_count", flat=True)) == {2}


def test_what_vanished_is_removed_by_record_and_comes_back(tmp_path):
    bring_in(write(tmp_path))
    newer = write(tmp_path, posts=without(POSTS, "12", "21"), users=without(USERS, "-1"))
    bring_in(newer, yes=True)
    assert _question(12).removal.because == "It is no longer on the site it came from."
    assert _answer(21).removed_at
    assert User.objects.get(name="Community").removed_at
    assert (_question(11).answer_count, _question(11).accepted_at) == (1, None)
    bring_in(write(tmp_path))
    assert _question(12).removed_at is None
    assert User.objects.get(name="Community").removed_at is None
    assert _question(11).answer_count == 2
    assert _answer(21).accepted_at


def test_a_moderators_removal_outlasts_an_import(tmp_path):
    bring_in(write(tmp_path))
    _question(12).remove(by=mo(), because="An advertisement.")
    bring_in(write(tmp_path))
    assert _question(12).removal.because == "An advertisement."


def test_what_a_moderator_restored_is_not_removed_again(tmp_path):
    bring_in(write(tmp_path))
    vanished = write(tmp_path, posts=without(POSTS, "12"))
    bring_in(vanished, yes=True)
    _question(12).restore(by=mo())
    bring_in(vanished)
    assert _question(12).removed_at is None


def test_a_vanished_question_with_answers_from_here_stays(tmp_path):
    bring_in(write(tmp_path))
    Question.objects.filter(pk=_question(12).pk).update(closed_at=None)
    answer(bo(), _question(12))
    said = bring_in(write(tmp_path, posts=without(POSTS, "12")), yes=True)
    assert _question(12).removed_at is None
    assert f"Kept as edited here: question {_question(12).pk}" in said


def test_much_vanishing_is_refused_without_yes(tmp_path):
    bring_in(write(tmp_path))
    with pytest.raises(CommandError, match="1 of the 4 posts"):
        bring_in(write(tmp_path, posts=without(POSTS, "12")))
    with pytest.raises(CommandError, match="1 of the 3 members"):
        bring_in(write(tmp_path, users=without(USERS, "-1")))
    assert _question(12).removed_at is None
