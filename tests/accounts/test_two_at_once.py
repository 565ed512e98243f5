"""Two forms that both looked before either was saved: on the real Postgres, in two threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, local

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from accounts.sign_in_forms import SignUpForm
from tests.cast import ada, bo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meet(monkeypatch):
    """Make the first call of a method, in each of two threads, wait for the other's."""

    def at(owner, name):
        both, here, original = Barrier(2, timeout=20), local(), getattr(owner, name)

        def waiting(self, *args, **kwargs):
            if not getattr(here, "came", False):
                here.came = True
                both.wait()
            return original(self, *args, **kwargs)

        monkeypatch.setattr(owner, name, waiting)

    return at


def at_once(*posts):
    def send(post):
        client, path, fields = post
        try:
            return client.post(path, fields)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(send, posts))


def sign_up(**fields):
    form = {"email": "dee@cast.invalid", "name": "Dee", "password1": "seven green bottles"}
    return Client(), "/account/signup/", {**form, **fields}


def test_one_name_goes_to_one_and_the_other_is_told(meet):
    meet(SignUpForm, "save")
    answers = at_once(
        sign_up(email="one@cast.invalid", name="Bill"),
        sign_up(email="two@cast.invalid", name="BiIl"),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    [refused] = [answer for answer in answers if answer.status_code == 200]
    assert "is taken" in refused.context["form"].errors["name"][0]
    assert User.objects.count() == 1


def test_one_address_goes_to_one_and_both_see_the_same_page(meet, mailoutbox):
    meet(SignUpForm, "save")
    answers = at_once(
        sign_up(name="One Of Two"), sign_up(name="Two Of Two", email="DEE@cast.invalid")
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert User.objects.count() == 1


def test_two_members_who_take_one_name_at_once(meet):
    meet(User, "describe")
    posts = []
    for member in (ada(), bo()):
        client = Client()
        client.force_login(member)
        posts.append((client, "/account/profile/", {"name": "Lovelace"}))
    answers = at_once(*posts)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert User.objects.filter(name="Lovelace").count() == 1
