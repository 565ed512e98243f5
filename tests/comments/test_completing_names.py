import pytest
from django.urls import reverse

from accounts.models import User
from tests import cast
from tests.comments.conftest import long_here

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client, question, ada):
    """Ada's browser asks whom she may mention."""
    client.force_login(ada)

    def ask(typed=""):
        answer = client.get(reverse("people", args=[question.pk]), {"q": typed})
        assert answer.status_code == 200
        return answer.json()["people"]

    return ask


def test_those_who_take_part_are_offered_by_how_their_name_begins(ask, question, answer, bo):
    cast.answer(cast.cy(), question)
    cast.comment(cast.mo(), answer)
    assert ask() == ["Bo Answers", "Cy Stranger", "Mo Moderates"]
    assert ask("bO") == ask("Bo Ans") == ["Bo Answers"]
    assert ask("Answers") == ask("%") == []


def test_oneself_the_removed_and_those_of_elsewhere_are_not_offered(ask, question, answer, bo, ada):
    cast.question(cast.cy(), title="Another question, of somebody else?")
    assert ask() == ["Bo Answers"]
    bo.remove(by=cast.mo(), because="Advertising.")
    assert ask() == []


def test_at_most_eight_are_offered_and_imported_ones_last(ask, question):
    for number in range(9):
        cast.answer(User.objects.create(name=f"Aa Imported {number}"), question)
    assert len(ask()) == 8
    cast.answer(cast.member("Zoe Writes"), question)
    assert ask()[:2] == ["Zoe Writes", "Aa Imported 0"]


def test_on_the_first_day_nobody_is_offered(client, question, answer):
    client.force_login(cast.newcomer("New Comer"))
    assert client.get(reverse("people", args=[question.pk])).json() == {"people": []}


def test_only_members_ask_and_not_about_what_they_do_not_see(client, question, ada):
    path = reverse("people", args=[question.pk])
    assert client.get(path).status_code == 302
    client.force_login(long_here(cast.cy()))
    assert client.get(path).status_code == 200
    question.remove(by=ada, because="A mistake.")
    assert client.get(path).status_code == 404


def test_asking_is_limited_as_for_tags(client, question, ada, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"completion": "2/m"}
    client.force_login(ada)
    path = reverse("people", args=[question.pk])
    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]
