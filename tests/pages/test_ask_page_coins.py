"""What an ask page says of coins, and to whom."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from answers.settlement import settle_due
from tests import cast
from tests.coins import fresh, rich, scored
from tests.pages.test_ask_page import page_of, queries_of, text_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAYS, HOURS = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START) as traveller:
        yield traveller


@pytest.fixture
def ada():
    return rich(cast.ada())


@pytest.fixture
def cy():
    return rich(cast.cy())


@pytest.fixture
def question(ada):
    return cast.question(ada, category=cast.category())


def pledge(question, by, coins=40, key="one"):
    return question.pledge(by=by, coins=coins, once_key=f"{by.pk} {key}")


def as_member(client, member):
    client.force_login(member)
    return client


# --- The pot


def test_the_pot_says_who_pledged_what_and_until_when(client, question, ada, cy):
    pledge(question, ada, 25)
    pledge(question, cy, 15)
    text = text_of(page_of(client, question))
    assert "40 coins in the pot 7 days left" in text
    assert "Takes coins until 8 Mar 2026, 09:00 UTC , and settles 11 Mar 2026, 09:00 UTC" in text
    for name, coins in (("Ada Asks", 25), ("Cy Stranger", 15)):
        assert f"{name} 1 Mar 2026, 09:00 UTC {coins} coins" in text


def test_after_seven_days_it_says_so_and_takes_no_more(client, question, cy, clock):
    pledge(question, cy)
    clock.shift(8 * DAYS)
    response = page_of(as_member(client, cast.bo()), question)
    assert "Took coins until" in text_of(response)
    assert response.context["pledge_key"] is None


def test_promises_and_objections_are_told_to_everybody(client, question, ada, cy):
    mine = pledge(question, cy, 30)
    answer = cast.answer(cast.bo(), question)
    answer.accept(by=ada)
    response = page_of(client, question)
    words = "promised to Bo Answers to be paid 3 Mar 2026, 09:00 UTC"
    assert words in text_of(response)
    assert answer.get_absolute_url() in response.text
    fresh(question).bounty.object_to(mine, by=cy)
    text = text_of(page_of(client, question))
    assert "promised to" not in text
    assert "objected 1 Mar 2026, 09:00 UTC" in text


def test_members_who_left_have_no_name_there(client, question, ada, cy):
    pledge(question, cy, 30)
    bo = cast.bo()
    cast.answer(bo, question).accept(by=ada)
    for each in (cy, bo):
        each.delete_account()
    text = text_of(page_of(client, question))
    assert "Cy Stranger" not in text
    assert "a member who left 1 Mar 2026, 09:00 UTC 30 coins" in text
    assert "promised to a member who left" in text


def test_a_name_that_runs_the_other_way_keeps_its_direction(client, question):
    pledge(question, rich(cast.member("דנה כהן")), 30)
    text = page_of(client, question).text
    assert '<a class="person__name" href="' in text
    assert 'dir="auto">דנה כהן</a>' in text


def test_a_pot_of_very_many_pledges_says_the_rest_in_one_sum(client, question, cy, ada):
    for number in range(52):
        pledge(question, rich(cy), 10, number)
    mine = pledge(question, ada, 20, "late")
    assert "and 40 more coins" in text_of(page_of(client, question))
    own = page_of(as_member(client, ada), question).context["own_pledges"]
    assert [each.pk for each in own] == [mine.pk]


def test_a_settled_pot_leaves_the_page(client, question, ada, clock):
    pledge(question, ada)
    clock.shift(11 * DAYS)
    settle_due()
    assert 'id="pot"' not in page_of(client, question).text


def test_an_answer_says_what_it_earned_from_the_pot(client, question, ada, cy, clock):
    pledge(question, ada, 41)
    pledge(question, cy, 11)
    scored(cast.answer(cast.bo(), question), 2)
    assert "Earned from the pot" not in text_of(page_of(client, question))
    clock.shift(11 * DAYS)
    settle_due()
    assert "Earned from the pot: +25 coins" in text_of(page_of(client, question))


# --- What members may do


def test_who_may_write_and_has_enough_is_offered_the_form(client, question, ada, cy):
    action = reverse("pledges", args=[question.pk])
    poor = cast.bo()
    for member, offered in ((ada, True), (cy, True), (poor, False)):
        assert (action in page_of(as_member(client, member), question).text) == offered
    pledge(question, ada)
    for member, offered in ((ada, True), (cy, True), (poor, False)):
        assert (action in page_of(as_member(client, member), question).text) == offered
    client.logout()
    assert action not in page_of(client, question).text
    cy.suspend(by=None, because="Advertising.")
    assert action not in page_of(as_member(client, fresh(cy)), question).text


def test_only_the_pledger_of_promised_coins_may_object(client, question, ada, cy):
    mine = pledge(question, cy, 30)
    action = reverse("objection", args=[mine.pk])
    assert action not in page_of(as_member(client, cy), question).text
    cast.answer(cast.bo(), question).accept(by=ada)
    assert action in page_of(as_member(client, cy), question).text
    assert action not in page_of(as_member(client, ada), question).text
    cy.suspend(by=None, because="Advertising.")  # nothing is spent by an objection
    assert action in page_of(as_member(client, fresh(cy)), question).text
    fresh(question).bounty.object_to(mine, by=cy)
    assert action not in page_of(as_member(client, cy), question).text


def test_pledgers_may_award_what_qualifies_only(client, question, ada, cy, clock):
    early = cast.answer(cast.member("Dee Early"), question)
    clock.shift(HOURS)
    pledge(question, cy, 30)
    clock.shift(HOURS)
    bo = cast.bo()
    good, own, hers = (cast.answer(by, question) for by in (bo, cy, ada))
    suspended = cast.answer(cast.member("Sid Suspended"), question)
    suspended.author.suspend(by=None, because="Advertising.")
    removed = cast.answer(cast.member("Rob Removed"), question)
    removed.author.remove(by=None, because="Spam.")
    text = page_of(as_member(client, cy), question).text
    offered = {a for a in question.answers.all() if reverse("award", args=[a.pk]) in text}
    assert offered == {good}
    assert "Award my 30 coins" in text
    assert not {early, own, hers, suspended, removed} & offered
    assert "/award/" not in page_of(as_member(client, ada), question).text


def test_nothing_is_awarded_below_a_question_that_is_held(client, question, ada):
    pledge(question, ada)
    cast.answer(cast.bo(), question)
    assert "/award/" in page_of(as_member(client, ada), question).text
    fresh(question).hold_back(because="Three flags.")
    assert "/award/" not in page_of(as_member(client, ada), question).text


def test_who_earned_coins_may_tip_what_others_wrote(client, question, ada, cy):
    answers = [cast.answer(by, question) for by in (cast.bo(), cy)]
    assert "/tips/" not in page_of(as_member(client, ada), question).text
    other = cast.question(cast.member("Another Asker"))
    cast.answer(cy, other).accept(by=other.author)
    text = page_of(as_member(client, cy), question).text
    assert reverse("tips", args=[answers[0].pk]) in text
    assert reverse("tips", args=[answers[1].pk]) not in text
    assert "You have 20 earned coins" in text


def test_moderators_may_take_back_what_a_pot_paid(client, question, ada):
    pledge(question, ada)
    answer = cast.answer(cast.bo(), question)
    action, mo = reverse("award_reversal", args=[answer.pk]), cast.mo()
    assert action not in page_of(as_member(client, mo), question).text
    answer.accept(by=ada)
    assert action in page_of(as_member(client, mo), question).text
    assert action not in page_of(as_member(client, ada), question).text
    answer.reverse_award(by=mo, because="Copied.")
    assert action not in page_of(as_member(client, mo), question).text


# --- Queries


def test_a_page_without_a_pot_costs_a_signed_out_reader_two_queries(client, question):
    cast.answer(cast.bo(), question)
    page_of(client, question)
    assert len(queries_of(client, question.get_absolute_url())) == 2


def test_a_pot_costs_the_same_queries_however_many_pledged(client, question, ada, cy):
    bo = rich(cast.bo())
    pledge(question, cy, 10, "first")
    cast.answer(cast.member("Dee Answers"), question).accept(by=ada)
    pledge(question, ada, 10, "hers")
    viewers = {"signed out": None, "pledger": cy, "asker": ada, "mo": cast.mo()}

    def counts():
        found = {}
        for name, member in viewers.items():
            client.logout()
            if member:
                client.force_login(member)
            page_of(client, question)
            found[name] = len(queries_of(client, question.get_absolute_url()))
        return found

    one = counts()
    for number in range(29):
        pledge(question, (cy, bo, ada)[number % 3], 10, number)
    for number in range(5):
        cast.answer(cast.member(f"Answerer {number}"), question)
    assert counts() == one
    assert one["signed out"] <= 8, one
