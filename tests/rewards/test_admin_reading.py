"""What moderators see of the bank: every list and page, none of which changes anything."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rewards.models import Account, Grant, Pot, Reward, Transfer
from tests import cast
from tests.admin.pages import change_of, list_of
from tests.coins import rich
from tests.rewards.admin_pages import FARMING, account_page, moderator

pytestmark = pytest.mark.django_db
LISTS = [Account, Transfer, Reward, Pot, Grant]
READ_ONLY = [Account, Transfer, Reward, Pot]


@pytest.fixture
def mo():
    return moderator()


@pytest.fixture
def admin(client, mo):
    client.force_login(mo)
    return client


def coins_move(start, number=10, mo=None):
    """Some more of everything the bank has, each with members of its own."""
    for n in range(start, start + number):
        asker, answerer = rich(cast.member(f"Asker {n}")), cast.member(f"Answerer {n}")
        question = cast.question(asker, title=f"What is the question number {n}?")
        question.pledge(by=asker, coins=20, once_key=f"key {n}")
        cast.answer(answerer, question).accept(by=asker)
        Grant.make(member=answerer, coins=2_000 + n, because="A prize.", by=mo)


def queries(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


@pytest.mark.parametrize("model", LISTS)
def test_staff_without_a_permission_sees_nothing(client, model):
    client.force_login(cast.mo())
    assert client.get(list_of(model)).status_code == 403
    assert client.get(FARMING).status_code == 403


@pytest.mark.parametrize("page", [*map(list_of, LISTS), FARMING])
def test_members_and_readers_are_led_away(client, page):
    assert client.get(page).status_code == 302
    client.force_login(cast.ada())
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("model", LISTS)
def test_a_list_asks_as_much_for_ten_rows_as_for_twenty(admin, mo, model):
    coins_move(0, mo=mo)
    first = queries(admin, list_of(model))
    coins_move(10, mo=mo)
    assert queries(admin, list_of(model)) == first <= 10


@pytest.mark.parametrize("model", LISTS)
def test_a_row_s_page_asks_as_much_in_a_big_bank_as_in_a_small_one(admin, mo, model):
    coins_move(0, 1, mo=mo)
    page = change_of(model.objects.earliest("pk"))
    first = queries(admin, page)
    coins_move(1, mo=mo)
    assert queries(admin, page) == first


@pytest.mark.parametrize("model", READ_ONLY)
def test_nothing_is_added_changed_or_deleted(admin, mo, model):
    coins_move(0, 1, mo=mo)
    row = model.objects.latest("pk")
    before = model.objects.values().get(pk=row.pk)
    page, everything = change_of(row), {"balance": 9, "coins": 9, "note": "x", "withheld": "day"}
    assert admin.get(page).status_code == 200
    assert admin.post(page, everything).status_code == 403
    assert admin.post(list_of(model) + "add/", everything).status_code == 403
    delete = page.replace("change", "delete")
    assert admin.post(delete, {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    admin.post(list_of(model), chosen)
    assert model.objects.values().get(pk=row.pk) == before


@pytest.mark.parametrize("model", LISTS)
def test_an_administrator_deletes_nothing_either(client, mo, model):
    coins_move(0, 1, mo=mo)
    client.force_login(cast.member("Root Looks", is_staff=True, is_superuser=True))
    row = model.objects.latest("pk")
    delete = change_of(row).replace("change", "delete")
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("query", ["?coins__gt=5", "?note__icontains=x", "?owner__name=x"])
@pytest.mark.parametrize("model", LISTS)
def test_no_column_is_searched_from_the_address(admin, mo, model, query):
    assert admin.get(list_of(model, query)).status_code in {302, 400}


def test_a_hostile_name_reason_and_title_are_shown_as_text(admin, mo):
    coins_move(0, 1, mo=mo)
    asker = cast.member("Eve O'Neil")
    type(asker).objects.update(name="<img src=x>")
    Grant.make(member=asker, coins=7, because="<script>alert(1)</script>", by=mo)
    pages = [*map(list_of, LISTS), account_page(asker), change_of(Grant.objects.latest("pk"))]
    pages += [change_of(Pot.objects.get()), change_of(Transfer.objects.latest("pk"))]
    for page in pages:
        text = admin.get(page).text
        assert "&lt;img src=x&gt;" in text, page
        assert "<img src=x" not in text, page
        assert "<script>alert" not in text, page


def test_an_account_shows_its_last_fifty_transfers_with_what_was_there_then(admin):
    ada = cast.ada()
    for n in range(60):
        rich(ada, coins=n + 1)
    response = admin.get(account_page(ada))
    lines = response.context["lines"]
    assert [line.coins for line in lines] == list(range(60, 10, -1))
    assert lines[0].after == Account.balance_of(ada)
    assert f"?q=account+{Account.of(ada).pk}" in response.text
    assert f"/admin/rewards/grant/add/?member={ada.pk}" in response.text


def test_both_directions_of_an_account_are_in_the_order_of_their_effect(admin):
    ada = rich(cast.ada())
    question = cast.question(ada)
    question.pledge(by=ada, coins=20, once_key="key")
    rich(ada, 5)
    lines = admin.get(account_page(ada)).context["lines"]
    assert [(line.coins, line.after) for line in lines] == [(5, 485), (-20, 480), (500, 500)]


def test_a_member_who_left_has_an_account_without_a_way_to_grant(admin):
    ada = rich(cast.ada())
    account = Account.of(ada)
    ada.delete()
    text = admin.get(change_of(account)).text
    assert "a member who left" in text
    assert "?member=" not in text


def test_a_suspended_moderator_is_refused_by_the_verb_too(mo):
    mo.suspend(by=cast.member("Root Looks", is_superuser=True), because="Overreach.")
    with pytest.raises(PermissionDenied):
        Grant.make(member=cast.ada(), coins=5, because="x", by=mo)
