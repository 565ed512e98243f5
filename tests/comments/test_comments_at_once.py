"""Comments that arrive at the same moment, over connections of their own."""

import uuid

import pytest
from django.db import IntegrityError

from answers.models import Answer
from comments.models import Comment, Mention
from tests import cast
from tests.answers.test_coins_at_once import at_once, failures

pytestmark = pytest.mark.django_db(transaction=True)


def counters():
    """What the answer says, and what there is."""
    return Answer.objects.get().comment_count, Comment.objects.visible().count()


def test_a_form_sent_ten_times_at_once_is_one_comment(answer, ada):
    key = uuid.uuid4()
    results = at_once(*[lambda: cast.comment(ada, answer, once_key=key)] * 10)
    assert failures(results) == []
    assert len({comment.pk for comment in results}) == 1
    assert counters() == (1, 1)


def test_many_at_once_are_all_counted(answer, ada, bo):
    writing = [lambda by=by: cast.comment(by, answer) for by in (ada, bo) * 8]
    assert failures(at_once(*writing)) == []
    assert counters() == (16, 16)


def test_removing_and_restoring_at_once_keep_the_counter_right(answer, ada):
    comments = [cast.comment(ada, answer) for _ in range(4)] * 3
    removing = [lambda each=each: each.remove(by=ada, because="A mistake.") for each in comments]
    restoring = [lambda each=each: each.restore(by=ada) for each in comments]
    for verbs, left in ((removing, 0), (restoring, 4)):
        results = at_once(*verbs)
        assert failures(results) == []
        assert sum(results) == 4
        assert counters() == (left, left)


def test_two_changes_at_once_leave_the_mentions_of_one_text(answer, ada, bo):
    comment = cast.comment(ada, answer)
    texts = ["@Bo Answers, is that so?", "Nobody is mentioned here."] * 4
    fresh = [(Comment.objects.get(pk=comment.pk), text) for text in texts]
    results = at_once(*(lambda c=c, text=text: c.edit(by=ada, body=text) for c, text in fresh))
    assert failures(results) == []
    named = "@Bo" in Comment.objects.get().body
    assert Mention.objects.count() == named


@pytest.mark.parametrize("number", range(3))
def test_an_account_may_be_deleted_while_its_comments_change(answer, ada, number):
    eve = cast.member("Eve Comments", reputation=100)
    comments = [cast.comment(eve, answer) for _ in range(3)]
    removing = [lambda each=each: each.remove(by=eve, because="A mistake.") for each in comments]
    asking = [lambda: cast.comment(ada, answer, body="@Eve Comments, are you there?")] * 3
    deleted, *results = at_once(eve.delete_account, *removing, *asking)
    assert failures([deleted, *results[3:]]) == []
    # Whoever is gone by then removes nothing; the Eve of this process has no number then.
    assert failures(results[:3], IntegrityError, ValueError) == []
    assert not Mention.objects.exists()
    assert len(set(counters())) == 1
