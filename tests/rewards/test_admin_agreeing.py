"""A big grant waits for a second moderator, who agrees in the admin."""

from uuid import uuid4

import pytest
from django.test import Client

from rewards.models import Grant
from tests import cast
from tests.admin.pages import change_of, list_of, logged, shown
from tests.coins import coins
from tests.rewards.admin_pages import agree, grant, moderator

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(moderator())
    return client


@pytest.fixture
def max_():
    """The browser of a second moderator."""
    browser = Client()
    browser.force_login(moderator("Max Moderates"))
    return browser


@pytest.fixture
def ada():
    return cast.ada()


def test_a_big_grant_waits_for_a_second_moderator(admin, max_, ada):
    grant(admin, ada, 1_001)
    waiting = Grant.objects.get()
    assert coins(ada) == 0
    assert "Somebody else has to agree" in agree(admin, waiting).text
    assert coins(ada) == 0
    for _ in range(2):
        agree(max_, waiting)
    assert coins(ada) == 1_001
    assert logged(waiting) == ["grant: +1001: For the docs.", "agree: Looked at it."]
    assert Grant.objects.get().agreed_by.owner.name == "Max Moderates"


def test_the_one_it_is_for_does_not_agree(admin, ada):
    max_ = moderator("Max Moderates")
    grant(admin, max_, 5_000)
    theirs = Client()
    theirs.force_login(max_)
    assert "Somebody else has to agree" in agree(theirs, Grant.objects.get()).text
    assert coins(max_) == 0


def test_without_a_reason_nobody_agrees(admin, max_, ada):
    grant(admin, ada, 1_001)
    assert "required" in agree(max_, Grant.objects.get(), because="").text
    assert coins(ada) == 0


def test_a_moderator_without_the_permission_does_not_agree(admin, client, ada):
    grant(admin, ada, 1_001)
    client.force_login(cast.member("Cole League", is_staff=True))
    assert agree(client, Grant.objects.get()).status_code == 403
    assert coins(ada) == 0


def test_the_page_of_a_waiting_grant_has_the_button_and_changes_nothing(admin, max_, ada):
    grant(admin, ada, 1_001)
    waiting = Grant.objects.get()
    page = max_.get(change_of(waiting)).text
    assert 'name="action" value="agree"' in page
    assert 'name="_save"' not in page
    changed = {"coins": 5, "because": "x", "member": ada.pk, "once_key": uuid4()}
    assert max_.post(change_of(waiting), changed).status_code == 403
    agree(max_, waiting)
    assert 'name="action" value="agree"' not in max_.get(change_of(waiting)).text
    assert Grant.objects.get().coins == 1_001


def test_those_that_wait_come_first(admin, ada):
    for number in (2_000, 10, 3_000, 20):
        grant(admin, ada, number)
    listed = [row.coins for row in shown(admin.get(list_of(Grant)))]
    assert listed == [3_000, 2_000, 20, 10]
    waiting = shown(admin.get(list_of(Grant, "?waiting=yes")))
    assert [row.coins for row in waiting] == [3_000, 2_000]
