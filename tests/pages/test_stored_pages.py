"""A page with pieces from the store is the page made anew, whoever was there before."""

import re
from itertools import permutations

import pytest
from django.test import Client

from accounts.models import User
from answers.models import Answer
from hotpages.fragments import store
from questions.models import Question
from tests import cast
from tests.standing import standing

pytestmark = pytest.mark.django_db

BACKEND = "accounts.backend.MemberBackend"
# What differs from one time to the next for the same reader.
ONCE = [
    r'name="csrfmiddlewaretoken" value="\w+"',
    r'name="once_key" value="[\w-]+"',
    r'name="opened" value="[^"]+"',
    r'<p class="timing">.*?</p>',
]


TOKEN = r'name="csrfmiddlewaretoken" value="(\w+)"'


def texts_kept():
    return "\n".join("".join(parts[::2]) for parts, _ in store._kept.values())


def secrets_of(client, path):
    """What the page holds for this reader and this time alone."""
    page = client.get(path).content.decode()
    return set(re.findall(TOKEN, page) + re.findall(r'name="once_key" value="([\w-]+)"', page))


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
    kept = texts_kept()
    assert "Bo Answers" in kept
    assert 'name="csrfmiddlewaretoken" value=""' in kept
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
    kept = texts_kept()
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


def test_no_token_and_no_key_of_a_form_is_kept(readers):
    clients, path = readers
    secrets = [secret for client in clients.values() for secret in secrets_of(client, path)]
    assert len(secrets) > 10
    kept = texts_kept()
    assert not [secret for secret in secrets if secret in kept]


def test_two_readers_share_pieces_and_no_secret(readers):
    clients, path = readers
    standing(User.objects.get(name="Cy Stranger"), 100)
    stranger, asker = clients["stranger"], clients["asker"]
    pages = [secrets_of(client, path) for client in (stranger, asker, stranger)]
    for one, other in permutations(pages, 2):
        assert len(one) > 3
        assert not {*one} & {*other}


def test_each_form_of_a_page_has_a_key_of_its_own_and_one_token(readers):
    clients, path = readers
    standing(User.objects.get(name="Cy Stranger"), 100)
    page = clients["stranger"].get(path).content.decode()
    keys = re.findall(r'name="once_key" value="([\w-]+)"', page)
    # To comment on the question and on two answers, and to answer.
    assert len(keys) == len(set(keys)) == 4
    assert len(set(re.findall(TOKEN, page))) == 1


def test_the_token_of_a_kept_form_is_good_for_the_reader_it_is_shown_to(readers):
    """Only for them: with another reader's cookie the same form is refused."""
    path = readers[1]
    strict = [Client(enforce_csrf_checks=True) for _ in range(2)]
    for client, name in zip(strict, ("Cy Stranger", "Ada Asks"), strict=True):
        client.force_login(User.objects.get(name=name))
    tokens = [re.findall(TOKEN, client.get(path).content.decode())[-1] for client in strict]
    answer = Answer.objects.visible().first()
    for client, good, bad in zip(strict, tokens, tokens[::-1], strict=True):
        for token, status in ((bad, 403), (good, 302)):
            keep = {"value": 1, "csrfmiddlewaretoken": token}
            assert client.post(f"/answers/{answer.pk}/bookmark/", keep).status_code == status


def test_an_answer_costs_a_signed_out_reader_one_piece(readers):
    clients, path = readers
    clients["signed out"].get(path)
    pieces = len(store)
    before = Answer.objects.visible().count()
    cast.answer(cast.member("Dee Newcomer"), Question.objects.get())
    clients["signed out"].get(path)
    # Those of the answer, and those that show the number of answers.
    assert before == 2
    assert pieces + 1 < len(store) <= pieces + 6
