"""The moderators' desk: what waits, in which order, and what can be done with it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.roles import appoint_moderator
from moderation.desk import queue
from moderation.models import Claim, CleanUp, Flag
from tests import cast
from tests.coins import fresh
from tests.standing import reputation, standing
from votes.jobs import undo_serial_votes
from votes.models import Vote


@pytest.fixture
def mo(client, mo):
    appoint_moderator(mo)
    client.force_login(mo)
    return mo


def flag(by, post, kind="rude", words=""):
    return Flag.put(by=by, post=post, kind=kind, words=words)


def keys(only=""):
    return [item.key for item, _, _ in queue.queue(only)]


def page(client, key):
    return client.get(reverse("admin:moderation_item", args=[key]))


def act(client, key, action, because=""):
    address = reverse("admin:moderation_item", args=[key])
    return client.post(address, {"action": action, "because": because}, follow=True)


def test_the_heaviest_stands_first_and_then_the_oldest(bo, question, regulars):
    others = [cast.question(bo, title=f"Question number {n}, is it?") for n in range(2)]
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        flag(regulars[0], others[1])
    flag(regulars[0], others[0])
    for member in regulars:
        flag(member, question)
    assert keys("flags") == [f"flags-question-{each.pk}" for each in (question, *others[::-1])]


def test_all_flags_on_a_post_are_one_item_with_their_words(client, mo, answer, regulars):
    flag(regulars[0], answer, "other", "It names my neighbour.")
    flag(regulars[1], answer)
    [key] = keys("flags")
    text = page(client, key).text
    assert "something else: It names my neighbour." in text
    assert "rude or hurtful" in text
    assert answer.body in text


@pytest.mark.parametrize(
    ("action", "removed", "helpful"),
    [
        ("remove", True, True),
        ("spam", True, True),
        ("helpful", False, True),
        ("decline", False, False),
    ],
)
def test_each_action_decides_the_flags(client, mo, answer, regulars, action, removed, helpful):
    flag(regulars[0], answer)
    [key] = keys("flags")
    act(client, key, action, because="Not kind.")
    assert bool(fresh(answer).removed_at) == removed
    assert Flag.objects.get().helpful == helpful
    assert keys("flags") == []


def test_a_removal_without_a_reason_is_refused_and_the_item_stays(client, mo, answer, regulars):
    flag(regulars[0], answer)
    [key] = keys("flags")
    assert "Say why" in act(client, key, "remove").text
    assert keys("flags") == [key]


def test_after_an_action_comes_the_next_item(client, mo, bo, question, regulars):
    other = cast.question(bo, title="Another question, is it?")
    flag(regulars[0], question)
    flag(regulars[1], question)
    flag(regulars[0], other)
    first, second = keys("flags")
    response = act(client, first, "decline")
    assert response.redirect_chain[-1][0] == reverse("admin:moderation_item", args=[second])


def test_what_somebody_else_has_decided_is_said(client, mo, answer, regulars):
    flag(regulars[0], answer)
    [key] = keys("flags")
    Flag.decide(by=mo, post=answer, helpful=True)
    assert "decided already" in act(client, key, "remove", "Late.").text
    assert fresh(answer).removed_at is None


def test_an_item_is_claimed_while_it_is_looked_at(client, mo, answer, regulars):
    flag(regulars[0], answer)
    [key] = keys("flags")
    other = cast.member("Mia Moderates", is_staff=True)
    Claim.take(key, by=other)
    assert "Mia Moderates has been looking at this" in page(client, key).text
    assert "Mia Moderates is looking at it" in client.get(reverse("admin:moderation_desk")).text
    assert queue.next_key(mo) != key
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert Claim.take(key, by=mo).by == mo


def test_held_posts_are_published_or_removed(client, mo, ada):
    held = cast.question(ada, held="It has links.")
    key = f"held-question-{held.pk}"
    assert key in keys()
    assert "It has links." in page(client, key).text
    act(client, key, "publish")
    assert fresh(held).removed_at is None
    assert keys("held") == []


def test_a_held_post_that_was_spam_costs_its_author(client, mo, bo):
    bo = standing(bo, 150)
    held = cast.question(bo, held="It has links.")
    act(client, f"held-question-{held.pk}", "spam")
    assert reputation(bo) == 50


def test_a_first_post_is_looked_at_once(client, mo):
    new = cast.newcomer("Nan New")
    for number in range(2):
        cast.question(new, title=f"Question number {number}, is it?")
    [key] = keys("first")
    assert key == f"first-{new.pk}"
    act(client, key, "seen")
    assert keys("first") == []


def test_who_joined_long_ago_has_no_first_post(ada, question):
    assert keys("first") == []


def test_a_series_of_votes_can_be_let_count(client, mo, ada, bo):
    for number in range(6):
        question = cast.question(ada, title=f"Question number {number}, is it?")
        Vote.cast(by=bo, post=question, value=1)
    undo_serial_votes()
    [key] = keys("votes")
    assert "6 of 6 votes" in page(client, key).text
    act(client, key, "count")
    assert reputation(ada) == 31
    assert keys("votes") == []
    undo_serial_votes()
    assert reputation(ada) == 31


@pytest.mark.parametrize(
    "key",
    [
        "flags-answer-999",
        f"flags-answer-{'9' * 5_000}",
        "flags",
        "nothing-1",
        "first-x",
        "held-tag-1",
    ],
)
def test_what_does_not_wait_leads_back_to_the_desk(client, mo, key):
    response = page(client, key)
    assert response.status_code == 302


def test_an_action_that_is_none_changes_nothing(client, mo, answer, regulars):
    flag(regulars[0], answer)
    [key] = keys("flags")
    act(client, key, "delete everything")
    assert keys("flags") == [key]


def test_an_empty_desk_says_so(client, mo):
    assert "Nothing waits" in client.get(reverse("admin:moderation_desk")).text


def test_nobody_else_sees_the_desk(client, ada):
    client.force_login(ada)
    assert client.get(reverse("admin:moderation_desk")).status_code in (302, 403)


def test_what_flags_hid_is_one_item(answer, regulars):
    for member in regulars:
        flag(member, answer, kind="spam")
    assert keys() == [f"flags-answer-{answer.pk}"]


def test_after_a_member_who_has_left_nobody_cleans_up(client, mo, answer, bo, regulars):
    flag(regulars[0], answer)
    bo.delete_account()
    [key] = keys("flags")
    assert "has left" in act(client, key, "clean_up", because="Advertising.").text


def test_a_clean_up_begins_on_the_desk_with_the_domain_on_request(client, mo, answer, regulars):
    flag(regulars[0], answer)
    [key] = keys("flags")
    form = {"action": "clean_up", "because": "Advertising.", "domain": "on"}
    client.post(reverse("admin:moderation_item", args=[key]), form)
    assert CleanUp.objects.get().blocks.get().value == "cast.invalid"


def test_an_authors_warnings_and_notes_stand_beside_the_item(client, mo, answer, regulars):
    flag(regulars[0], answer)
    [key] = keys("flags")
    for n in range(7):
        answer.author.note(by=mo, words=f"Note number {n}.")
    answer.author.warn(by=mo, words="Enough.")
    text = page(client, key).text
    assert "Note number 6." in text
    assert "Note number 2." in text
    assert "Note number 1." not in text
    assert "<dt>Warnings</dt><dd>1</dd>" in text
