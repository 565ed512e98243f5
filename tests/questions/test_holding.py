"""Posts that moderators look at before anybody else does."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from answers.laws import LAWS
from answers.settlement import keep_promises, settle_due
from questions.models import Question, Tag
from rewards.audit import audit
from rewards.models import Pot, Transfer
from tests import cast
from tests.coins import coins, fresh, rich
from votes.models import Vote

pytestmark = pytest.mark.django_db
WHY = "It has links, and its author is new."


@pytest.fixture
def ada():
    return rich(cast.ada())


@pytest.fixture
def question(ada):
    return cast.question(ada, held=WHY)


@pytest.fixture(autouse=True)
def _the_audit_is_clean():
    yield
    assert [line for check in audit(LAWS) for line in check.differences] == []


def test_a_held_question_is_seen_by_its_author_and_moderators_only(client, question, ada):
    address = question.get_absolute_url()
    assert client.get(address).status_code == 404
    client.force_login(cast.cy())
    assert client.get(address).status_code == 404
    client.force_login(ada)
    page = client.get(address)
    assert "Held for review" in page.text
    assert WHY not in page.text
    client.force_login(cast.mo())
    assert WHY in client.get(address).text


def test_a_held_question_is_in_no_list_and_no_count(question):
    assert not Question.objects.visible().exists()
    assert set(Tag.objects.values_list("question_count", flat=True)) == {0}


def test_a_tag_that_came_with_a_held_question_is_named_by_no_page(client, ada):
    cast.question(ada, tags=["buy-now"], held=WHY)
    cast.question(ada, tags=["depression"])
    for address in ("/", "/tags/", "/tags/completion/?q=", "/questions/"):
        page = client.get(address).text
        assert "buy-now" not in page, address
    assert "depression" in client.get("/").text


def test_a_moderator_publishes_it(client, question):
    fresh(question).restore(by=cast.mo())
    assert client.get(question.get_absolute_url()).status_code == 200
    assert set(Tag.objects.values_list("question_count", flat=True)) == {1}


def test_its_author_cannot_publish_it(question, ada):
    with pytest.raises(PermissionDenied):
        fresh(question).restore(by=ada)


def test_the_pots_time_begins_with_publication(ada):
    question = cast.question(ada, coins=40, held=WHY)
    assert Pot.objects.get().runs_from is None
    with time_machine.travel(later := timezone.now() + timedelta(days=5), tick=False):
        fresh(question).restore(by=cast.mo())
    assert Pot.objects.get().runs_from == later
    assert fresh(question).pot_ends_at == later + timedelta(days=7)


def test_a_held_question_that_is_removed_returns_its_coins(ada):
    question = cast.question(ada, coins=40, held=WHY)
    assert coins(ada) == 460
    fresh(question).remove(by=cast.mo(), because="Advertising.")
    assert coins(ada) == 500
    assert not fresh(question).is_held


def test_a_pot_that_is_due_waits_for_the_decision(ada):
    question = cast.question(ada, coins=40)
    fresh(question).hold_back(because="Three flags.")
    with time_machine.travel(timezone.now() + timedelta(days=20)) as now:
        assert settle_due() == 0
        fresh(question).restore(by=cast.mo())
        # Its time goes on where it stood: seven days and three.
        now.shift(timedelta(days=9))
        assert settle_due() == 0
        now.shift(timedelta(days=2))
        assert settle_due() == 1
    assert coins(ada) == 500


def test_an_accepted_answer_that_is_held_stays_accepted_and_its_pot_waits(ada):
    question = cast.question(ada)
    question.pledge(by=rich(cast.cy()), coins=40, once_key="one")
    answer = cast.answer(cast.bo(), question)
    answer.accept(by=ada)
    fresh(answer).hold_back(because="Three flags.")
    assert fresh(answer).accepted_at
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        keep_promises()
        assert settle_due() == 0
        fresh(answer).restore(by=cast.mo())
        assert settle_due() == 1
    assert Transfer.objects.filter(reason="award").get().coins == 40


def test_a_held_answer_that_nobody_wanted_keeps_no_pot_waiting(ada):
    question = cast.question(ada, coins=40)
    cast.answer(cast.bo(), question, held=WHY)
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        assert settle_due() == 1


def test_an_accepted_answer_that_is_removed_after_a_hold_is_accepted_no_more(ada):
    answer = cast.answer(cast.bo(), cast.question(ada))
    answer.accept(by=ada)
    fresh(answer).hold_back(because="Three flags.")
    fresh(answer).remove(by=cast.mo(), because="Copied.")
    assert fresh(answer).accepted_at is None
    assert fresh(answer.question).accepted_at is None


def test_a_held_answer_is_not_counted_until_it_is_published(client, ada):
    question = cast.question(ada)
    answer = cast.answer(cast.bo(), question, held=WHY)
    assert fresh(question).answer_count == 0
    fresh(answer).restore(by=cast.mo())
    assert fresh(question).answer_count == 1
    Vote.cast(by=cast.cy(), post=fresh(answer), value=1)
