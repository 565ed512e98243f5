"""Grants and fines in the admin: made by one moderator, agreed to by another, and logged."""

from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from rewards.models import Account, Grant
from tests import cast
from tests.admin.pages import change_of, list_of, logged, shown
from tests.coins import coins
from tests.rewards.admin_pages import ADD, agree, errors, grant, moderator

pytestmark = pytest.mark.django_db


@pytest.fixture
def mo():
    return moderator()


@pytest.fixture
def admin(client, mo):
    client.force_login(mo)
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


@pytest.mark.parametrize("who", ["{0.pk}", "#{0.pk}", " Ada.Asks@cast.invalid "])
def test_a_grant_is_paid_at_once_and_logged_with_its_reason(admin, ada, who):
    response = grant(admin, ada, 50, member=who.format(ada))
    assert response.status_code == 302
    assert coins(ada) == 50
    assert logged(Grant.objects.get()) == ["grant: +50: For the docs."]


def test_a_fine_takes_coins(admin, ada):
    grant(admin, ada, 50)
    grant(admin, ada, -20)
    assert coins(ada) == 30


def test_a_form_sent_twice_grants_and_is_logged_once(admin, ada):
    key = uuid4()
    for _ in range(2):
        assert grant(admin, ada, 50, once_key=key).status_code == 302
    assert coins(ada) == 50
    assert LogEntry.objects.count() == 1


def test_the_key_of_another_grant_is_refused(admin, ada):
    key = uuid4()
    grant(admin, ada, 50, once_key=key)
    assert "start again" in errors(grant(admin, ada, 60, once_key=key))
    assert coins(ada) == 50


def test_a_fine_of_more_than_is_there_is_an_error_and_nothing_is_lost(admin, ada):
    key = uuid4()
    response = grant(admin, ada, -20, because="Spam & more.", once_key=key)
    assert "not enough coins" in errors(response)
    for typed in ("-20", "Spam &amp; more.", f'value="{key}"', f'value="{ada.pk}"'):
        assert typed in response.text
    assert not Grant.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"coins": 0}, "How many coins?"),
        ({"coins": 2**31}, "less than or equal"),
        ({"coins": -(2**31)}, "greater than or equal"),
        ({"coins": "many"}, "whole number"),
        ({"because": "  "}, "required"),
        ({"because": "x" * 501}, "at most 500"),
        ({"member": "nobody@cast.invalid"}, "no such member"),
        ({"member": "9" * 200}, "no such member"),
        ({"member": ""}, "required"),
        ({"once_key": ""}, "required"),
    ],
)
def test_what_cannot_be_a_grant_is_an_error_of_the_form(admin, ada, fields, said):
    assert said in errors(grant(admin, ada, **fields))
    assert coins(ada) == 0


def test_nobody_grants_to_themself(admin, mo):
    assert "themself" in errors(grant(admin, mo, 50))
    assert coins(mo) == 0


def test_a_suspended_moderator_grants_nothing_and_keeps_the_text(admin, mo, ada):
    mo.suspend(by=cast.member("Root Looks", is_superuser=True), because="Overreach.")
    response = grant(admin, ada, 50)
    assert "Overreach." in errors(response)
    assert "For the docs." in response.text
    assert coins(ada) == 0


def test_members_have_no_way_to_grant(client, ada):
    client.force_login(ada)
    assert grant(client, ada).status_code == 302
    client.force_login(cast.mo())
    assert grant(client, ada).status_code == 403
    assert coins(ada) == 0


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


def test_the_form_knows_the_member_whose_account_led_to_it(admin, ada):
    page = admin.get(f"{ADD}?member={ada.pk}").text
    assert f'name="member" value="{ada.pk}"' in page
    assert Account.objects.filter(owner=ada).count() == 0
