"""The admin's page of what looks like farming."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.coins import rich
from tests.rewards.admin_pages import FARMING, moderator

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return rich(cast.ada())


@pytest.fixture
def bo():
    return rich(cast.member("Bo Answers"))


def accepted(asker, answerer, coins=0):
    """A question of one's, with the other's answer accepted."""
    number = cast.Question.objects.count()
    question = cast.question(asker, title=f"What is the question number {number}?")
    if coins:
        question.pledge(by=asker, coins=coins, once_key=f"key {number}")
    answer = cast.answer(answerer, question)
    answer.accept(by=asker)
    return answer


def test_the_page_explains_each_and_leads_to_the_members(client, ada, bo):
    client.force_login(moderator())
    for _ in range(3):
        accepted(ada, bo)
    answer = accepted(bo, ada)
    for _ in range(2):
        answer.withdraw_acceptance(by=bo)
        answer.accept(by=bo)
    type(ada).objects.filter(pk=ada.pk).update(name="<img src=x>")
    type(answer.question).objects.update(title="<img src=y>")
    page = client.get(FARMING).text
    assert f'href="/admin/accounts/user/{ada.pk}/change/"' in page
    assert f'href="/admin/rewards/transfer/?q=member+{bo.pk}"' in page
    assert f'href="/questions/{answer.question_id}/"' in page
    assert "&lt;img src=x&gt; accepted answers of Bo Answers" in page
    assert "<img src=" not in page


def test_more_signs_cost_no_more_queries(client, ada):
    client.force_login(moderator())
    counts = []
    for start in (0, 5):
        for n in range(start, start + 5):
            other = rich(cast.member(f"Other {n}"))
            accepted(ada, other)
            answer = accepted(other, ada, coins=20)
            for _ in range(2):
                answer.withdraw_acceptance(by=other)
                answer.accept(by=other)
        client.get(FARMING)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(FARMING).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
