"""Who may see a member's coins, and the ways there."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from rewards.models import MINT
from tests import cast
from tests.pages.coins import address, moved, page_for, text_of

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 30, 15, 4, 5, tzinfo=UTC)


@pytest.fixture
def ada():
    return cast.ada()


@pytest.fixture
def bo():
    return cast.bo()


@pytest.fixture
def mo():
    return cast.mo()


@pytest.mark.parametrize("name", ["statement", "statement_csv"])
def test_it_is_there_for_the_member_and_for_moderators_only(client, ada, bo, mo, name):
    moved(MINT, ada, 10)
    for viewer, status in ((ada, 200), (mo, 200), (bo, 404)):
        client.force_login(viewer)
        assert client.get(address(ada, name)).status_code == status
    client.logout()
    response = client.get(address(ada, name))
    assert response["Location"] == f"/account/login/?next={address(ada, name)}"


@pytest.mark.parametrize("name", ["statement", "statement_csv"])
def test_a_member_who_never_was_has_none(client, mo, name):
    client.force_login(mo)
    for pk in (12345, 10**20):
        assert client.get(reverse(name, args=[pk, "nobody"])).status_code == 404


def test_a_stale_slug_redirects_for_good_but_tells_a_stranger_nothing(client, ada, bo):
    stale = reverse("statement", args=[ada.pk, "old"])
    client.force_login(ada)
    response = client.get(stale + "?reason=tip")
    assert (response.status_code, response.url) == (301, address(ada) + "?reason=tip")
    client.force_login(bo)
    assert client.get(stale).status_code == 404


def test_a_suspended_member_still_reads(client):
    sue = cast.sue()
    moved(MINT, sue, 10)
    assert page_for(client, sue, sue).status_code == 200


def test_the_menu_and_the_profile_lead_there(client, ada, bo, mo):
    moved(MINT, ada, 1_458)
    for viewer, shown in ((ada, True), (mo, True), (bo, False)):
        client.force_login(viewer)
        page = client.get(ada.get_absolute_url())
        assert (f'href="{address(ada)}"' in page.text) is shown
        assert ("1,458 coins" in text_of(page)) is shown
        assert f'href="{address(viewer)}"' in page.text
    client.logout()
    page = client.get(ada.get_absolute_url())
    assert address(ada) not in page.text
    assert "1,458" not in page.text
