"""What else comes to the desk: suggested edits, appeals, repeated answers, mended questions."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Act, Appeal
from accounts.roles import appoint_moderator
from answers.jobs import compare_answers
from moderation.desk import queue
from tests import cast
from tests.coins import fresh

WORDS = "It was my own text, and not an advertisement at all."


@pytest.fixture
def mo(client, mo):
    appoint_moderator(mo)
    client.force_login(mo)
    return mo


def only(source):
    [key] = [item.key for item, _, _ in queue.queue(source)]
    return key


def waiting(source):
    return [item.key for item, _, _ in queue.queue(source)]


def page(client, key):
    return client.get(reverse("admin:moderation_item", args=[key])).text


def act(client, key, action, because=""):
    address = reverse("admin:moderation_item", args=[key])
    return client.post(address, {"action": action, "because": because}, follow=True)


def test_a_suggested_edit_is_shown_by_what_it_changes_and_approved(client, mo, question):
    edit = cast.suggestion(cast.member("Dee Suggests"), question)
    key = only("edits")
    text = page(client, key)
    assert "<ins>" in text
    assert "The title did not say it all." in text
    assert reverse("improvement", args=["question", edit.pk]) in text
    act(client, key, "approve")
    assert fresh(question).title == "Can a sore back come from low spirits?"
    assert waiting("edits") == []


def test_a_suggested_edit_of_an_answer_is_rejected_with_a_reason(client, mo, answer):
    words = {"body": cast.own_words(), "because": "In other words.", "based_on": 0}
    edit = answer.suggest_edit(by=cast.member("Dee Suggests"), **words)
    key = only("edits")
    assert "Say why" in act(client, key, "reject").text
    act(client, key, "reject", "It says something else.")
    edit.refresh_from_db()
    assert (edit.verdict, edit.words) == ("rejected", "It says something else.")


def test_edits_of_what_is_out_of_sight_do_not_wait(mo, answer, question):
    cast.suggestion(cast.member("Dee Suggests"), question)
    words = {"body": cast.own_words(), "because": "In other words.", "based_on": 0}
    answer.suggest_edit(by=cast.member("Eve Suggests"), **words)
    question.remove(by=mo, because="Off topic.")
    assert waiting("edits") == []


@pytest.fixture
def appeal(mo, answer, bo):
    answer.remove(by=cast.member("Mia Moderates", is_staff=True), because="Advertising.")
    return Appeal.make(by=bo, act=Act.objects.get(kind="removed"), words=WORDS)


def test_an_appeal_is_shown_with_both_sides_and_decided(client, mo, appeal):
    key = only("appeals")
    text = page(client, key)
    assert "Advertising." in text
    assert WORDS in text
    assert "Write a word" in act(client, key, "overturned").text
    act(client, key, "overturned", "You are right, I have restored it.")
    appeal.refresh_from_db()
    assert (appeal.verdict, appeal.decided_by) == ("overturned", mo)
    assert waiting("appeals") == []


def test_who_did_it_does_not_judge_the_appeal(client, mo, appeal):
    client.force_login(appeal.act.by)
    appoint_moderator(appeal.act.by)
    said = act(client, only("appeals"), "upheld", "It stays removed.").text
    assert "another moderator has to decide" in said
    appeal.refresh_from_db()
    assert not appeal.decided_at


def test_an_answer_given_before_is_shown_with_the_earlier_question(client, mo, ada, bo, answer):
    other = cast.question(ada, title="Another question, is it?")
    repeated = cast.answer(bo, other, body=answer.body)
    compare_answers()
    key = only("repeats")
    assert "Said before in answer to: Can back pain" in page(client, key)
    act(client, key, "seen")
    assert waiting("repeats") == []
    assert fresh(repeated).removed_at is None


def test_a_repeated_answer_that_is_removed_waits_no_more(client, mo, ada, bo, answer):
    other = cast.question(ada, title="Another question, is it?")
    repeated = cast.answer(bo, other, body=answer.body)
    compare_answers()
    act(client, only("repeats"), "spam")
    assert fresh(repeated).removed_at
    assert waiting("repeats") == []


@pytest.fixture
def mended(mo, ada, question):
    question.close(by=mo, kind="unclear")
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        fresh(question).edit(
            by=ada, title=question.title, body=cast.own_words(), tags=["mood"], category=None
        )
    return fresh(question)


def test_a_closed_question_that_was_edited_since_can_be_opened_again(client, mo, mended):
    key = only("mended")
    assert "It cannot be told what is asked" in page(client, key)
    act(client, key, "reopen")
    assert fresh(mended).closed_at is None
    assert waiting("mended") == []


def test_one_that_still_cannot_be_answered_is_looked_at_once(client, mo, mended):
    act(client, only("mended"), "seen")
    assert fresh(mended).closed_at
    assert waiting("mended") == []


def test_a_closed_question_that_nobody_edited_does_not_wait(mo, question):
    question.close(by=mo, kind="unclear")
    assert waiting("mended") == []


def test_the_domain_is_asked_only_where_a_clean_up_can_begin(client, mo, question):
    cast.suggestion(cast.member("Dee Suggests"), question)
    assert 'name="domain"' not in page(client, only("edits"))
    new = cast.question(cast.newcomer("Nan New"), title="Another question, is it?")
    assert 'name="domain"' in page(client, f"first-{new.author_id}")


@pytest.mark.parametrize("key", ["edits-comment-1", "edits-question-999", "appeals-x", "mended-0"])
def test_what_does_not_wait_leads_back_to_the_desk(client, mo, key):
    assert client.get(reverse("admin:moderation_item", args=[key])).status_code == 302
