import pytest

from accounts.models import User
from tests.cast import PASSWORD, ada, bo

pytestmark = pytest.mark.django_db

PAGE = "/account/email/"


@pytest.fixture
def at_home(client, sign_in):
    sign_in(ada().email, PASSWORD)
    return client


def ask(client, email):
    """Ask for another address, and type the password when it is asked for."""
    asked = client.post(PAGE, {"action_add": "", "email": email})
    assert asked.url.startswith("/account/reauthenticate/")
    return client.post(asked.url, {"password": PASSWORD})


def test_a_new_address_counts_once_its_link_is_opened(at_home, mailoutbox, link_in):
    ask(at_home, "Lovelace@cast.invalid")
    assert User.objects.get().email == "ada.asks@cast.invalid"
    at_home.post(link_in(mailoutbox[0]))
    assert User.objects.get().email == "lovelace@cast.invalid"
    assert mailoutbox[1].to == ["ada.asks@cast.invalid"], "the old address is told"


def test_the_change_can_be_called_off(at_home, mailoutbox, link_in):
    ask(at_home, "lovelace@cast.invalid")
    at_home.post(PAGE, {"action_remove": "", "email": "lovelace@cast.invalid"})
    at_home.post(link_in(mailoutbox[0]))
    assert User.objects.get().email == "ada.asks@cast.invalid"


def test_anothers_address_is_neither_taken_nor_betrayed(at_home, mailoutbox, link_in):
    other = bo()
    assert ask(at_home, other.email).url == PAGE
    page = at_home.post(link_in(mailoutbox[0]), follow=True)
    assert "belongs to another account" in page.content.decode()
    assert User.objects.get(name="Ada Asks").email == "ada.asks@cast.invalid"


def test_an_address_that_another_signed_up_with_gives_no_error_page(at_home, mailoutbox, link_in):
    ask(at_home, "dee@cast.invalid")
    User.objects.create_user("dee@cast.invalid", "Dee Newcomer", "seven green bottles")
    page = at_home.post(link_in(mailoutbox[0]), follow=True)
    assert "belongs to another account" in page.content.decode()
    assert User.objects.get(name="Ada Asks").email == "ada.asks@cast.invalid"


def test_without_the_password_nothing_changes(at_home, mailoutbox):
    asked = at_home.post(PAGE, {"action_add": "", "email": "lovelace@cast.invalid"})
    at_home.post(asked.url, {"password": "a guess"})
    assert not mailoutbox
