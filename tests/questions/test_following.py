"""Who follows a question: who takes part in it, and who wants to."""

from functools import partial

import pytest

from questions.models import Follow
from tests import cast
from tests.at_once import at_once, failures

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return cast.ada()


@pytest.fixture
def question(ada):
    return cast.question(ada)


def followers(question):
    return {follow.member.name for follow in question.follows.current()}


def test_who_asks_answers_or_comments_follows(question):
    answer = cast.answer(cast.bo(), question)
    cast.comment(cast.member("Cora Comments", reputation=100), answer)
    assert followers(question) == {"Ada Asks", "Bo Answers", "Cora Comments"}


def test_answering_again_changes_nothing(question):
    bo = cast.bo()
    for _ in range(2):
        cast.answer(bo, question)
    assert question.follows.filter(member=bo).count() == 1


def test_who_stopped_is_not_made_to_follow_again_by_answering(question):
    bo = cast.bo()
    cast.answer(bo, question)
    assert Follow.stop(by=bo, question=question) is True
    cast.answer(bo, question)
    assert followers(question) == {"Ada Asks"}


def test_a_stranger_follows_stops_and_follows_again(question):
    cy = cast.cy()
    first = Follow.begin(by=cy, question=question)
    assert Follow.begin(by=cy, question=question) == first
    assert [Follow.stop(by=cy, question=question) for _ in range(2)] == [True, False]
    assert followers(question) == {"Ada Asks"}
    assert Follow.begin(by=cy, question=question) == first
    assert followers(question) == {"Ada Asks", "Cy Stranger"}


def test_who_stops_without_having_followed_follows_by_answering(question):
    bo = cast.bo()
    Follow.stop(by=bo, question=question)
    cast.answer(bo, question)
    assert "Bo Answers" in followers(question)


def test_a_question_that_could_not_be_asked_is_followed_by_nobody(ada):
    with pytest.raises(Exception, match="coins"):
        cast.question(ada, coins=50)
    assert not Follow.objects.exists()


def test_it_goes_with_the_account(question, ada):
    Follow.begin(by=cast.cy(), question=question)
    ada.delete_account()
    assert followers(question) == {"Cy Stranger"}


@pytest.mark.django_db(transaction=True)
def test_following_and_answering_at_once():
    question, bo = cast.question(cast.ada()), cast.bo()
    begin = partial(Follow.begin, by=bo, question=question)
    answer = partial(cast.answer, bo, question)
    assert failures(at_once(*[begin, answer] * 5)) == []
    assert question.follows.filter(member=bo).count() == 1


def test_a_title_that_is_the_address_of_a_verb_has_another_address(client, ada):
    for title in ("Bookmark???????????", "Follow?????????????"):
        question = cast.question(ada, title=title)
        assert client.get(question.get_absolute_url()).status_code == 200
