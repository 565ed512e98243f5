"""Flags and moderators who meet at one post, on connections of their own."""

from functools import partial

import pytest

from accounts.models import Act, ReputationChange
from moderation import removing
from moderation.models import Flag
from tests import cast
from tests.at_once import at_once, failures
from tests.coins import fresh
from tests.standing import reputation, standing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bo(db):
    return standing(cast.bo(), 300)


@pytest.fixture
def moderators(mo):
    return [mo, cast.member("Mia Moderates", is_staff=True)]


def test_three_spam_flags_at_once_hide_a_post_once(answer, regulars):
    put = [partial(Flag.put, by=each, post=answer, kind="spam") for each in regulars]
    assert failures(at_once(*put)) == []
    assert fresh(answer).is_held
    assert fresh(answer).removals.count() == 1
    assert fresh(answer.question).answer_count == 0


def test_one_member_who_flags_twice_at_once_has_one_flag(answer, regulars):
    put = partial(Flag.put, by=regulars[0], post=answer, kind="rude")
    made = at_once(put, put)
    assert failures(made) == []
    assert made[0] == made[1]
    assert Flag.objects.count() == 1


def test_two_moderators_remove_the_same_spam_once(answer, bo, regulars, moderators):
    Flag.put(by=regulars[0], post=answer, kind="spam")
    remove = [partial(removing.remove_as_spam, answer, by=each) for each in moderators]
    assert failures(at_once(*remove)) == []
    assert fresh(answer).removals.count() == 1
    assert ReputationChange.objects.filter(member=bo, reason="spam").count() == 1
    assert reputation(bo) == 200
    assert Act.objects.filter(kind="removed").count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_of_two_moderators_with_two_opinions_one_decides_the_flag(
    answer, regulars, moderators, turn
):
    Flag.put(by=regulars[0], post=answer, kind="rude")
    remove = partial(removing.remove, answer, by=moderators[0], because="Not kind.")
    decline = partial(Flag.decide, by=moderators[1], post=answer, helpful=False)
    assert failures(at_once(remove, decline)) == []
    flag = Flag.objects.get()
    assert flag.helpful == (flag.decided_by == moderators[0])
    # A removal is a word on the post, not on the flag: it stands whoever was first.
    assert fresh(answer).removed_at
