import pytest
from django.contrib.auth.tokens import default_token_generator
from django.db import connection

from accounts.models import User
from tests.cast import mo

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported():
    """As an import writes them: in bulk, with a name and nothing to sign in with."""
    rows = [User(name="Grace Hopper", password="!") for _ in range(2)]
    return User.objects.bulk_create(rows)


def test_two_may_share_a_name(imported):
    assert User.objects.filter(name="Grace Hopper").count() == 2


@pytest.mark.parametrize("email", ["", "None", "null", "Grace Hopper", "grace@cast.invalid"])
def test_nobody_signs_in_as_one(imported, client, sign_in, email):
    for password in ("", "!", "None", "seven green bottles"):
        sign_in(email, password)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("email", ["", "None", "Grace Hopper", "grace@cast.invalid"])
def test_nobody_has_a_password_sent_for_one(imported, client, mailoutbox, email):
    client.post("/account/password/reset/", {"email": email})
    assert not [mail for mail in mailoutbox if "key" in mail.body]


def test_taking_the_name_makes_another_member(imported, sign_up):
    sign_up(name="Grace Hopper")
    newcomer = User.objects.get(email="dee@cast.invalid")
    assert newcomer.pk not in {member.pk for member in imported}
    assert User.objects.filter(name="Grace Hopper").count() == 3


def test_a_moderator_cannot_give_one_an_address(imported, client):
    moderator = mo()
    moderator.is_superuser = True
    moderator.save()
    client.force_login(moderator)
    path = f"/admin/accounts/user/{imported[0].pk}/change/"
    assert client.get(path).status_code == 200
    client.post(path, {"email": "mine@cast.invalid", "name": "Mine Now", "works_at": "here"})
    imported[0].refresh_from_db()
    assert (imported[0].email, imported[0].name) == (None, "Grace Hopper")


def test_a_token_of_another_site_or_time_opens_nothing(imported, client):
    token = default_token_generator.make_token(imported[0])
    page = client.get(f"/account/password/reset/key/{imported[0].pk}-{token}/", follow=True)
    assert "does not work any more" in page.content.decode()


def test_the_database_keeps_addresses_in_small_letters(imported):
    with connection.cursor() as cursor, pytest.raises(Exception, match="small_letters"):
        cursor.execute("UPDATE accounts_user SET email = 'Grace@cast.invalid'")
