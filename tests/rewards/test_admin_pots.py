"""A pot's page in the admin: what happened to it, in order."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answers.settlement import keep_promises, settle_due
from rewards.models import Pot
from tests import cast
from tests.admin.pages import change_of
from tests.coins import rich
from tests.rewards.admin_pages import moderator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC)) as traveller:
        yield traveller


@pytest.fixture
def admin(client):
    client.force_login(moderator())
    return client


@pytest.fixture
def pot(clock):
    """Ada paid Bo, Cy objected, Di let it go, and Mo took Bo's coins back."""
    ada, bo = rich(cast.ada()), cast.member("Bo Answers")
    question = cast.question(ada)
    pledges = [
        question.pledge(by=member, coins=coins, once_key="key")
        for member, coins in [
            *((ada, 20), (rich(cast.cy()), 30)),
            (rich(cast.member("Di Watches")), 40),
        ]
    ]
    clock.shift(timedelta(hours=1))
    answer = cast.answer(bo, question)
    answer.accept(by=ada)
    clock.shift(timedelta(hours=1))
    pledges[1].object(by=pledges[1].account.owner)
    clock.shift(timedelta(days=11))
    keep_promises()
    settle_due()
    clock.shift(timedelta(hours=1))
    answer.reverse_award(by=moderator("Max Reverses"), because="They are one person.")
    return Pot.objects.get()


def said(event):
    return (str(event.what), event.coins, str(event.by or ""), str(event.to or ""))


def test_everything_that_happened_is_there_in_order(admin, pot):
    history = admin.get(change_of(pot)).context["history"]
    assert [said(event) for event in history[:4]] == [
        ("opened", None, "Ada Asks", ""),
        ("pledged", 20, "Ada Asks", ""),
        ("pledged", 30, "Cy Stranger", ""),
        ("pledged", 40, "Di Watches", ""),
    ]
    whole = {said(event) for event in history}
    assert whole >= {
        ("the pledger accepted the answer", 20, "Ada Asks", "Bo Answers"),
        ("promised", 30, "Ada Asks", "Bo Answers"),
        ("promised", 40, "Ada Asks", "Bo Answers"),
        ("objected", 30, "Cy Stranger", ""),
        ("promise over", 30, "", "Bo Answers"),
        ("promised, and not objected to", 40, "", "Bo Answers"),
        ("returned: no answer qualified", 30, "", "Cy Stranger"),
        ("reversed: They are one person.", 20, "Max Reverses", "Ada Asks"),
        ("reversed: They are one person.", 40, "Max Reverses", "Di Watches"),
    }
    assert ("settled", None, "", "") in whole
    assert [event.at for event in history] == sorted(event.at for event in history)


def test_the_page_leads_to_question_answer_and_accounts(admin, pot):
    page = admin.get(change_of(pot)).text
    question = Pot.objects.get().about_id
    assert f'href="/questions/{question}/"' in page
    assert 'href="/answers/' in page
    assert f"/admin/rewards/account/{pot.opened_by_id}/change/" in page


def test_more_pledges_cost_no_more_queries(admin, clock):
    question, counts = cast.question(cast.ada()), []
    for start in (0, 5):
        for n in range(start, start + 5):
            member = rich(cast.member(f"Pledger {n}"))
            question.pledge(by=member, coins=20, once_key="key")
        page = change_of(Pot.objects.get())
        admin.get(page)
        with CaptureQueriesContext(connection) as queries:
            admin.get(page)
        counts.append(len(queries))
    assert counts[0] == counts[1]
