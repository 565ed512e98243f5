import pytest
from django.db import DatabaseError, connection, transaction

from rewards.models import MINT, SINK, Account, Entry, Transfer
from rewards.models.transfer import KeyUsed, NotEnoughCoins, Reason, move
from tests import cast

pytestmark = pytest.mark.django_db


def entry(from_, to, coins=10, key="a key", **fields):
    wanted = {"reason": Reason.GRANT, "about": ("grant", 1), "key": key} | fields
    return Entry(from_=from_, to=to, coins=coins, **wanted)


@pytest.fixture
def ada():
    return Account.of(cast.ada())


@pytest.fixture
def bo():
    return Account.of(cast.bo())


def balance(account):
    account.refresh_from_db()
    return account.balance


def test_coins_go_from_one_account_to_the_other(ada, bo):
    move(entry(MINT, ada.pk, 100))
    [transfer] = move(entry(ada.pk, bo.pk, 30, key="another"))
    transfer.refresh_from_db()
    assert (balance(ada), balance(bo)) == (70, 30)
    assert (transfer.from_after, transfer.to_after) == (70, 30)


def test_mint_and_sink_store_no_balance(ada):
    move(entry(MINT, ada.pk, 100))
    move(entry(ada.pk, SINK, 40, key="another"))
    assert set(Account.objects.filter(pk__in=[MINT, SINK]).values_list("balance")) == {(None,)}
    assert balance(ada) == 60


def test_the_same_key_again_is_the_same_transfer(ada):
    [first] = move(entry(MINT, ada.pk))
    [again] = move(entry(MINT, ada.pk))
    assert again == first
    assert balance(ada) == 10


def test_a_key_used_for_another_transfer_is_refused(ada, bo):
    move(entry(MINT, ada.pk))
    with pytest.raises(KeyUsed):
        move(entry(MINT, ada.pk, 11))
    with pytest.raises(KeyUsed):
        move(entry(MINT, bo.pk))
    assert balance(ada) == 10
    assert balance(bo) == 0


def test_nobody_gives_more_than_they_have(ada, bo):
    move(entry(MINT, ada.pk, 10))
    with pytest.raises(NotEnoughCoins):
        move(entry(ada.pk, bo.pk, 11, key="another"))
    assert (balance(ada), balance(bo)) == (10, 0)


def test_several_transfers_happen_all_or_not_at_all(ada, bo):
    wanted = [entry(MINT, ada.pk, 10), entry(ada.pk, bo.pk, 11, key="another")]
    with pytest.raises(NotEnoughCoins):
        move(*wanted)
    assert balance(ada) == 0
    assert not Transfer.objects.exists()


def test_coins_for_a_closed_account_go_to_the_sink(ada):
    Account.objects.filter(pk=ada.pk).update(closed_at="2026-01-01T00:00Z")
    [transfer] = move(entry(MINT, ada.pk))
    assert transfer.to_account_id == SINK
    assert balance(ada) == 0


def test_the_same_key_again_after_the_account_was_closed_is_the_same_transfer(ada):
    [first] = move(entry(MINT, ada.pk))
    Account.objects.filter(pk=ada.pk).update(closed_at="2026-01-01T00:00Z")
    assert move(entry(MINT, ada.pk)) == [first]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE rewards_transfer SET coins = 1",
        "UPDATE rewards_transfer SET note = 'better'",
        "DELETE FROM rewards_transfer",
        "TRUNCATE rewards_transfer CASCADE",
        "TRUNCATE rewards_account CASCADE",
        "UPDATE rewards_account SET balance = balance + 1 WHERE id > 2",
        "UPDATE rewards_account SET earned = 1 WHERE id > 2",
        "UPDATE rewards_account SET kind = 'pot', owner_id = NULL WHERE id > 2",
        "UPDATE rewards_account SET id = 77 WHERE id > 2",
        "INSERT INTO rewards_account (kind, balance, earned, opened_at)"
        " VALUES ('pot', 5, 0, now())",
        "DELETE FROM rewards_account",
    ],
)
def test_the_database_refuses_what_is_no_transfer(ada, sql):
    move(entry(MINT, ada.pk))
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{sql}; SET CONSTRAINTS ALL IMMEDIATE")
    assert balance(ada) == 10


def test_the_numbers_of_transfers_are_in_the_order_of_their_effect(ada):
    rows = move(*(entry(MINT, ada.pk, n, key=f"key {n}") for n in (1, 2, 3)))
    after = Transfer.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    assert list(after.values_list("to_after", flat=True)) == [1, 3, 6]


@pytest.mark.parametrize(("from_", "to"), [(SINK, MINT), (SINK, 0), (0, MINT), (MINT, MINT)])
def test_coins_come_from_the_mint_and_end_in_the_sink(ada, from_, to):
    move(entry(MINT, ada.pk, 100, key="there"))
    with pytest.raises(DatabaseError), transaction.atomic():
        move(entry(from_ or ada.pk, to or ada.pk))


def test_earned_coins_are_spent_last(ada, bo):
    move(entry(MINT, ada.pk, 100), entry(MINT, ada.pk, 20, key="earned", earned=20))
    move(entry(ada.pk, bo.pk, 90, key="spent", reason=Reason.PLEDGE))
    ada.refresh_from_db()
    assert (ada.balance, ada.earned) == (30, 20)
    move(entry(ada.pk, bo.pk, 25, key="more", reason=Reason.PLEDGE))
    ada.refresh_from_db()
    bo.refresh_from_db()
    assert (ada.balance, ada.earned) == (5, 5)
    assert (bo.balance, bo.earned) == (115, 0)


def test_a_tip_takes_earned_coins_only(ada, bo):
    move(entry(MINT, ada.pk, 100), entry(MINT, ada.pk, 20, key="earned", earned=20))
    with pytest.raises(NotEnoughCoins):
        move(entry(ada.pk, bo.pk, 21, key="tip", reason=Reason.TIP))
    move(entry(ada.pk, bo.pk, 20, key="tip", reason=Reason.TIP))
    ada.refresh_from_db()
    bo.refresh_from_db()
    assert (ada.balance, ada.earned, bo.balance, bo.earned) == (100, 0, 20, 0)
