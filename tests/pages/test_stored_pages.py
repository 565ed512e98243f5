"""A page with pieces from the store is the page made anew, whoever was there before."""

import re
from itertools import permutations

import pytest
from django.test import Client

from answers.models import Answer
from queshub.fragments import store
from questions.models import Question
from tests import cast

pytestmark = pytest.mark.django_db

BACKEND = "accounts.backend.MemberBackend"
# What differs from one time to the next for the same reader.
ONCE = [
    r'name="csrfmiddlewaretoken" value="\w+"',
    r'name="once_key" value="[\w-]+"',
    r'name="opened" value="[^"]+"',
    r'<p class="timing">.*?</p>',
]


@pytest.fixture(autouse=True)
def _empty_store(settings):
    settings.HOT_PAGES = False
    store.clear()


@pytest.fixture
def readers():
    """Everybody's client, by who they are, and the address of a page that differs for each."""
    members = {"asker": cast.ada(), "author": cast.bo(), "stranger": cast.cy(), "mo": cast.mo()}
    clients = {"signed out": Client()}
    for name, member in members.items():
        clients[name] = Client()
        clients[name].force_login(member, BACKEND)
    question = cast.question(members["asker"], category=cast.category())
    answer = cast.answer(members["author"], question)
    cast.answer(members["author"], question).remove(by=members["author"], because="My mistake.")
    cast.answer(members["mo"], question)
    answer.accept(by=members["asker"])
    return clients, question.get_absolute_url()


def read(client, path):
    page = client.get(path)
    assert page.status_code == 200
    text = page.content.decode()
    for once in ONCE:
        text = re.sub(once, "", text)
    return text


def test_whoever_came_before_a_reader_sees_the_same_page(readers):
    clients, path = readers
    cold = {}
    for name, client in clients.items():
        store.clear()
        cold[name] = read(client, path)
    assert len(set(cold.values())) == len(clients)
    for order in permutations(clients):
        store.clear()
        assert {name: read(clients[name], path) for name in order} == cold
    assert {name: read(client, path) for name, client in clients.items()} == cold


def test_nothing_of_a_reader_is_kept(readers):
    clients, path = readers
    for client in clients.values():
        for page in (path, "/", "/questions/", "/questions/ask/"):
            assert client.get(page).status_code in {200, 302}
    kept = "\n".join(text for text, _ in store._kept.values())
    assert "Bo Answers" in kept
    assert "csrfmiddlewaretoken" not in kept
    assert "Cy Stranger" not in kept  # who reads only
    assert "My mistake." not in kept
    assert "sessionid" not in kept


def test_neither_views_nor_the_time_it_took_are_kept(readers):
    clients, path = readers
    clients["signed out"].get(path)
    for figure in (1_234, 98_765):
        Question.objects.update(view_count=figure)
        assert f"{figure:,} views" in read(clients["signed out"], path)
        assert f"{figure:,} views" in read(clients["signed out"], "/")
    kept = "\n".join(text for text, _ in store._kept.values())
    assert "views" not in kept
    assert "timing" not in kept


def test_a_page_asked_again_adds_nothing_to_the_store(readers):
    clients, path = readers
    for client in clients.values():
        client.get(path)
    pieces = len(store)
    for client in clients.values():
        client.get(path)
        client.get(f"{path}?utm_source=elsewhere")
    assert len(store) == pieces


def test_addresses_that_are_made_up_add_nothing_to_the_store(client):
    client.get("/nothing/here/")
    pieces = len(store)
    for n in range(5):
        client.get(f"/nothing/{n}/here/")
        client.get(f"/search/?q=word{n}")
    assert len(store) <= pieces + 3


def test_an_answer_costs_a_signed_out_reader_two_pieces(readers):
    clients, path = readers
    clients["signed out"].get(path)
    pieces = len(store)
    before = Answer.objects.visible().count()
    cast.answer(cast.member("Dee Newcomer"), Question.objects.get())
    clients["signed out"].get(path)
    # Those of the answer, and those that show the number of answers.
    assert before == 2
    assert pieces + 2 < len(store) <= pieces + 6
