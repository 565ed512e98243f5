"""Grants and fines in the admin: what the form takes, what it refuses, and the log."""

from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry

from rewards.models import Account, Grant
from tests import cast
from tests.admin.pages import logged
from tests.coins import coins
from tests.rewards.admin_pages import ADD, errors, grant, moderator

pytestmark = pytest.mark.django_db


@pytest.fixture
def mo():
    return moderator()


@pytest.fixture
def admin(client, mo):
    client.force_login(mo)
    return client


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


def test_a_suspended_moderator_grants_nothing_and_reads_why(admin, mo, ada):
    mo.suspend(by=cast.member("Root Looks", is_superuser=True), because="Overreach.")
    response = grant(admin, ada, 50)
    page = admin.get(response.url)
    assert page.status_code == 403
    assert "Overreach." in page.text
    assert coins(ada) == 0


def test_members_have_no_way_to_grant(client, ada):
    client.force_login(ada)
    assert grant(client, ada).status_code == 302
    client.force_login(cast.mo())
    assert grant(client, ada).status_code == 403
    assert coins(ada) == 0


def test_the_form_knows_the_member_whose_account_led_to_it(admin, ada):
    page = admin.get(f"{ADD}?member={ada.pk}").text
    assert f'name="member" value="{ada.pk}"' in page
    assert Account.objects.filter(owner=ada).count() == 0
