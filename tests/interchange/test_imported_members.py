"""An imported member is somebody elsewhere: nobody here can become them."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from tests.interchange.dumps import SITE, bring_in, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def reef(tmp_path):
    bring_in(write(tmp_path))
    return User.objects.get(name="Reef")


def test_they_have_no_way_in(reef):
    assert reef.email is None
    assert not reef.has_usable_password()
    assert not reef.is_active
    assert reef.source.url == f"{SITE}/users/7"


@pytest.mark.parametrize("typed", ["Reef", "", "None", "reef@knots.stackexchange.com"])
def test_no_reset_reaches_them(client, reef, typed):
    client.post(reverse("account_reset_password"), {"email": typed})
    reef.refresh_from_db()
    assert not reef.has_usable_password()
    assert not [message for message in mail.outbox if "/reset/" in message.body]


def test_choosing_their_name_makes_another_member(reef):
    other = User.objects.create_user("reef@example.org", "Reef", "a long enough passphrase")
    assert other.pk != reef.pk
    reef.refresh_from_db()
    assert (reef.name_key, reef.name_look) == (None, None)


def test_signing_in_as_them_fails(client, reef):
    for login in ("Reef", ""):
        client.post(reverse("account_login"), {"login": login, "password": "!"})
        assert "_auth_user_id" not in client.session
