"""Voting on questions and answers: what it changes, and what is refused."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from rewards.models import Reward
from tests import cast
from tests.coins import fresh
from tests.standing import reputation, standing
from votes.models import Vote


def vote(by, post, value=1):
    return Vote.cast(by=by, post=post, value=value)


def test_an_answer_voted_up_is_a_point_and_ten_for_its_author(answer, cy, bo):
    vote(cy, answer)
    assert fresh(answer).score == 1
    assert reputation(bo) == 11


def test_a_question_voted_up_is_five_and_its_lists_know_the_score(question, cy, ada):
    vote(cy, question)
    assert fresh(question).score == 1
    assert set(question.taggings.values_list("score", flat=True)) == {1}
    assert reputation(ada) == 6


def test_an_answer_voted_down_costs_its_author_two_and_the_voter_one(answer, trusted, bo):
    bo = standing(bo, 50)
    vote(trusted, answer, -1)
    assert (fresh(answer).score, fresh(answer).down_votes) == (-1, 1)
    assert (reputation(bo), reputation(trusted)) == (48, 99)


def test_voting_a_question_down_costs_the_voter_nothing(question, trusted):
    vote(trusted, question, -1)
    assert reputation(trusted) == 100


def test_the_same_vote_again_changes_nothing(answer, cy, bo):
    assert vote(cy, answer) == vote(cy, answer)
    assert (fresh(answer).score, reputation(bo)) == (1, 11)


def test_a_vote_turned_round_undoes_what_it_did(answer, trusted, bo):
    vote(trusted, answer, 1)
    vote(trusted, answer, -1)
    assert (fresh(answer).score, fresh(answer).down_votes) == (-1, 1)
    assert (reputation(bo), reputation(trusted)) == (1, 99)
    vote(trusted, answer, 1)
    assert (fresh(answer).score, fresh(answer).down_votes) == (1, 0)
    assert (reputation(bo), reputation(trusted)) == (11, 100)


def test_a_vote_taken_back_leaves_no_trace_but_its_row(answer, trusted, bo):
    vote(trusted, answer, -1)
    vote(trusted, answer, 0)
    assert (fresh(answer).score, fresh(answer).down_votes) == (0, 0)
    assert (reputation(bo), reputation(trusted)) == (1, 100)
    assert Vote.objects.get().value == 0


def test_after_five_minutes_a_vote_stays_until_the_post_is_edited(answer, cy, bo):
    with time_machine.travel(timezone.now(), tick=False) as now:
        vote(cy, answer)
        now.shift(301)
        with pytest.raises(ValidationError, match="5 minutes"):
            vote(cy, answer, 0)
        fresh(answer).edit(by=bo, body=cast.LONG_ENOUGH + " And more.")
        now.shift(1)
        vote(cy, answer, 0)
    assert fresh(answer).score == 0


def test_a_vote_taken_back_can_be_cast_again_at_any_time(answer, cy):
    with time_machine.travel(timezone.now(), tick=False) as now:
        vote(cy, answer)
        vote(cy, answer, 0)
        now.shift(100_000)
        vote(cy, answer)
    assert fresh(answer).score == 1


def test_nobody_votes_on_their_own_post(question, ada):
    with pytest.raises(PermissionDenied, match="their own"):
        vote(ada, question)


def test_who_has_just_joined_votes_up_and_not_down(answer, cy):
    with pytest.raises(PermissionDenied, match="need 6 reputation to vote down"):
        vote(cy, answer, -1)
    vote(cy, answer, 1)


def test_nobody_who_is_suspended_votes(answer):
    with pytest.raises(PermissionDenied, match="suspended"):
        vote(cast.sue(), answer)


def test_what_was_removed_is_voted_on_no_more(question, answer, cy):
    question.remove(by=cast.mo(), because="Advertising.")
    with pytest.raises(ValidationError, match="removed"):
        vote(cy, answer)
    with pytest.raises(ValidationError, match="removed"):
        vote(cy, question)
    assert not Vote.objects.exists()


def test_forty_votes_a_day(cy, ada, settings):
    settings.VOTES_A_DAY = 3
    questions = [cast.question(ada, title=f"Question number {n}, is it?") for n in range(4)]
    for each in questions[:3]:
        vote(cy, each)
    with pytest.raises(ValidationError, match="3 votes of today"):
        vote(cy, questions[3])
    assert fresh(questions[3]).score == 0
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        vote(cy, questions[3])


def test_a_vote_outlives_its_voter(answer, cy, bo):
    vote(cy, answer)
    cy.delete_account()
    assert (fresh(answer).score, reputation(bo)) == (1, 11)
    assert Vote.objects.get().voter is None


def test_a_vote_for_a_member_who_has_left_only_counts(answer, cy, bo):
    bo.delete_account()
    vote(cy, fresh(answer))
    assert fresh(answer).score == 1


def test_a_community_wiki_earns_nobody_reputation(answer, cy, bo):
    type(answer).objects.filter(pk=answer.pk).update(community_wiki_at=timezone.now())
    vote(cy, answer)
    assert reputation(bo) == 1


def test_the_first_up_vote_welcomes_a_member_with_coins(answer, cy, bo):
    vote(cy, answer)
    vote(cast.member("Dee Votes"), answer)
    assert Reward.objects.filter(key=f"welcome:member:{bo.pk}").count() == 1


def test_an_annulled_vote_counts_no_more_and_cannot_be_cast_again(answer, cy, bo):
    cast_vote = vote(cy, answer)
    cast_vote.annul()
    cast_vote.annul()
    assert (fresh(answer).score, reputation(bo)) == (0, 1)
    with pytest.raises(ValidationError, match="taken back by the moderators"):
        vote(cy, answer, 0)
    Vote.objects.get().reinstate()
    assert (fresh(answer).score, reputation(bo)) == (1, 11)


def test_a_comment_is_voted_up_and_earns_nobody_anything(question, ada, cy):
    comment = cast.comment(ada, question)
    vote(cy, comment)
    vote(cy, comment)
    assert fresh(comment).score == 1
    assert reputation(ada) == 1
    assert not Reward.objects.exists()
    vote(cy, comment, 0)
    assert fresh(comment).score == 0


def test_a_comment_is_not_voted_down(question, ada, trusted):
    with pytest.raises(ValidationError, match="up only"):
        vote(trusted, cast.comment(ada, question), -1)


def test_a_reinstated_vote_gives_back_exactly_what_it_took(answer, cy, bo, settings):
    settings.REPUTATION_A_DAY = 4
    cast_vote = vote(cy, answer)
    assert reputation(bo) == 5
    settings.REPUTATION_A_DAY = 0
    cast_vote.annul()
    assert reputation(bo) == 1
    cast_vote.reinstate()
    cast_vote.annul()
    cast_vote.reinstate()
    assert reputation(bo) == 5


def test_who_has_just_come_welcomes_nobody(answer, bo):
    vote(cast.newcomer("Nan New"), answer)
    assert not Reward.objects.exists()
    vote(cast.cy(), answer)
    assert Reward.objects.filter(key=f"welcome:member:{bo.pk}").exists()


def test_a_comment_below_a_removed_answer_is_voted_on_no_more(answer, cy):
    comment = cast.comment(answer.author, answer)
    answer.remove(by=cast.mo(), because="Copied.")
    with pytest.raises(ValidationError, match="removed"):
        vote(cy, comment)
