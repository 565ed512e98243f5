"""Members who may not edit an answer suggest it; decisions at the same moment leave one outcome."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.privileges import level
from answers.models import Answer, AnswerSuggestedEdit
from posts.models.suggested_edit import MOST_OF_A_MEMBER
from questions.models import Question
from tests import cast
from tests.answers.test_coins_at_once import at_once

pytestmark = pytest.mark.django_db
BETTER = cast.LONG_ENOUGH + " And this."


def answered():
    return cast.answer(cast.bo(), cast.question(cast.ada()))


def suggest(by, answer, **fields):
    return answer.suggest_edit(**{"by": by, "body": BETTER, "because": "It lacked this.", **fields})


def reviewers(number):
    return [cast.member(f"Rae {n}", reputation=level("review")) for n in range(number)]


def fresh(suggested):
    return AnswerSuggestedEdit.objects.get(pk=suggested.pk)


def test_an_answer_s_author_decides_and_so_do_reviewers():
    answer, cy = answered(), cast.cy()
    suggest(cy, answer).approve(by=answer.author)
    suggest(cy, answer, body=cast.LONG_ENOUGH).approve(by=reviewers(1)[0])
    assert Answer.objects.get().body == cast.LONG_ENOUGH
    assert list(answer.revisions.order_by("number").values_list("by", flat=True)) == [
        *(answer.author.pk, cy.pk, cy.pk)
    ]


def test_an_answer_is_improved_and_rejected():
    answer, cy, [rae] = answered(), cast.cy(), reviewers(1)
    suggest(cy, answer).improve(by=rae, body=BETTER + " Or that.", because="Added that.")
    assert Answer.objects.get().body == BETTER + " Or that."
    assert answer.revisions.get(number=3).because == "Added that."
    second = suggest(cy, answer, body=cast.LONG_ENOUGH)
    second.reject(by=rae, because="That was better.")
    assert fresh(second).words == "That was better."


def test_the_asker_does_not_decide_about_the_answers_of_others():
    answer = answered()
    suggested = suggest(cast.cy(), answer)
    with pytest.raises(Exception, match="reputation"):
        suggested.approve(by=answer.question.author)


def test_nothing_is_decided_where_the_question_is_removed():
    answer = answered()
    suggested = suggest(cast.cy(), answer)
    answer.question.remove(by=cast.mo(), because="Off the subject.")
    with pytest.raises(ValidationError):
        suggested.approve(by=answer.author)
    assert not answer.revisions.exists()


# --- At the same moment, on connections of their own

at_the_same_moment = pytest.mark.django_db(transaction=True)


@at_the_same_moment
def test_of_all_who_decide_one_does_and_the_others_are_told():
    answer = answered()
    suggested, raes = suggest(cast.cy(), answer), reviewers(6)
    verbs = [lambda by=by: fresh(suggested).approve(by=by) for by in raes[:2]]
    verbs += [lambda by=by: fresh(suggested).reject(by=by, because="No.") for by in raes[2:4]]
    verbs += [
        lambda by=by: fresh(suggested).improve(by=by, body=BETTER + " More.") for by in raes[4:]
    ]
    results = at_once(*verbs)
    assert results.count(True) == 1
    assert sum(isinstance(each, ValidationError) for each in results) == 5
    expected = {"approved": 2, "rejected": 0, "improved": 3}[fresh(suggested).verdict]
    assert answer.revisions.count() == expected


@at_the_same_moment
def test_one_reviewer_s_click_sent_ten_times_is_one_decision():
    answer, [rae] = answered(), reviewers(1)
    suggested = suggest(cast.cy(), answer)
    results = at_once(*[lambda: fresh(suggested).approve(by=rae)] * 10)
    assert sorted(results) == [False] * 9 + [True]
    assert answer.revisions.count() == 2


@at_the_same_moment
def test_an_edit_and_an_approval_at_once_lose_nothing():
    answer, [rae] = answered(), reviewers(1)
    suggested, seen = suggest(cast.cy(), answer), answer.version
    edited = cast.LONG_ENOUGH + " By its author."
    results = at_once(
        lambda: fresh(suggested).approve(by=rae),
        lambda: Answer.objects.get().edit(by=answer.author, body=edited, based_on=seen),
    )
    assert sum(isinstance(each, ValidationError) for each in results) == 1
    assert Answer.objects.get().body in {BETTER, edited}


@at_the_same_moment
def test_a_member_who_suggests_everywhere_at_once_has_five_open_ones():
    question, cy = cast.question(cast.ada()), cast.cy()
    bo = cast.bo()
    answers = [cast.answer(bo, question) for _ in range(4)]
    questions = [cast.question(bo) for _ in range(4)]
    verbs = [lambda answer=answer: suggest(cy, answer) for answer in answers]
    verbs += [lambda each=each: cast.suggestion(cy, each) for each in questions]
    results = at_once(*verbs)
    assert sum(isinstance(each, ValidationError) for each in results) == 8 - MOST_OF_A_MEMBER
    assert {type(each) for each in results if isinstance(each, Exception)} == {ValidationError}


@at_the_same_moment
def test_a_form_sent_ten_times_at_once_is_one_suggestion():
    answer, cy = answered(), cast.cy()
    key = "7f1f3a4e-3f0a-4a52-9d0e-0d9b9a0c7a11"
    results = at_once(*[lambda: suggest(cy, answer, once_key=key)] * 10)
    assert {each.pk for each in results} == {AnswerSuggestedEdit.objects.get().pk}


@at_the_same_moment
def test_a_member_who_leaves_while_their_edit_is_approved_ends_in_no_deadlock():
    answer, cy, [rae] = answered(), cast.cy(), reviewers(1)
    suggested = suggest(cy, answer)
    results = at_once(
        lambda: fresh(suggested).approve(by=rae), User.objects.get(pk=cy.pk).delete_account
    )
    told = (ValidationError, AnswerSuggestedEdit.DoesNotExist)
    assert all(isinstance(each, told) for each in results if isinstance(each, Exception))
    assert not User.objects.filter(pk=cy.pk).exists()
    assert Question.objects.exists()
