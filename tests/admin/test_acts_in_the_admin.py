"""The log of acts and the appeals, as moderators read and decide them."""

import pytest

from accounts.models import Act, Appeal
from accounts.roles import appoint_moderator
from tests import cast
from tests.admin.pages import change_of, list_of, logged, shown

pytestmark = pytest.mark.django_db

WORDS = "It was no advertisement: I asked which chair is good for a back."


@pytest.fixture
def second(admin):
    """Another moderator, who acted before Mo came."""
    second = cast.member("Second Thought", is_staff=True)
    appoint_moderator(second)
    return second


@pytest.fixture
def appeal(second):
    ada = cast.ada()
    ada.suspend(by=second, because="Advertising <chairs>.")
    return Appeal.make(by=ada, act=Act.objects.get(), words=WORDS)


def decision(**fields):
    return {"verdict": "overturned", "answer": "You are right.", **fields}


def test_the_log_is_read_with_its_words_and_changed_by_nobody(admin, appeal):
    assert shown(admin.get(list_of(Act))) == [appeal.act]
    page = admin.get(change_of(appeal.act))
    assert "Advertising &lt;chairs&gt;." in page.text
    assert 'name="_save"' not in page.text
    assert admin.post(change_of(appeal.act), {"because": "x"}).status_code == 403


@pytest.mark.parametrize("query", ["ada.asks@cast.invalid", "Ada Asks", "second thought", "#{pk}"])
def test_it_is_searched_by_who_acted_and_whom_it_concerned(admin, appeal, query):
    cast.bo().suspend(by=appeal.member, because="x")  # nobody who moderates: no act
    cast.question(cast.cy()).close(by=cast.member("Root Reads", is_staff=True), because="x")
    found = admin.get(list_of(Act), {"q": query.format(pk=appeal.member.pk)})
    assert shown(found) == [appeal.act]


@pytest.mark.parametrize("query", ["nobody", "#99999999999999999999", "x@y", "٣"])
def test_a_search_for_nobody_finds_nothing(admin, appeal, query):
    assert shown(admin.get(list_of(Act), {"q": query})) == []


def test_an_appeal_is_decided_once(admin, mo, appeal):
    assert shown(admin.get(list_of(Appeal, "?decided=no"))) == [appeal]
    assert admin.post(change_of(appeal), decision()).status_code == 302
    appeal.refresh_from_db()
    assert (appeal.verdict, appeal.decided_by) == ("overturned", mo)
    assert len(logged(appeal)) == 1
    assert admin.post(change_of(appeal), decision(verdict="upheld")).status_code == 403
    assert shown(admin.get(list_of(Appeal, "?decided=no"))) == []


def test_who_acted_is_told_so_and_keeps_what_was_typed(client, appeal, second):
    client.force_login(second)
    response = client.post(change_of(appeal), decision(answer="It stands, I say."))
    assert response.status_code == 200
    assert "another moderator has to decide" in response.text
    assert "It stands, I say." in response.text
    appeal.refresh_from_db()
    assert appeal.decided_at is None


def test_a_decision_needs_a_verdict_and_words(admin, appeal):
    for missing in ({"verdict": ""}, {"answer": ""}, {"verdict": "maybe"}):
        assert admin.post(change_of(appeal), decision(**missing)).status_code == 200
    appeal.refresh_from_db()
    assert appeal.decided_at is None
