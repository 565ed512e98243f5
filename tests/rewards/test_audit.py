"""The bank's audit: clean after honest work, and each kind of damage is found and named."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import InternalError, connection, transaction
from django.utils import timezone

from rewards.audit import LAWS, NAMED, audit, snapshot
from rewards.leaving import leave
from rewards.models import Account, Ending, Grant, Pot, Reversal, Reward, Seizure, SupplyDay
from rewards.models.pledge import Outcome
from rewards.models.pot import end
from rewards.tips import tip
from tests import cast

pytestmark = pytest.mark.django_db

ANSWER = ("answer", 1)


@pytest.fixture
def world():
    """Every verb of the bank, called once at least; and Cy left in the middle of it."""
    ada, bo, cy, mo = cast.ada(), cast.bo(), cast.cy(), cast.mo()
    for each in (ada, bo, cy):
        Reward.of_welcome(each, complete=each != cy)
    Reward.of_acceptance(question=1, asker=ada, answerer=bo)
    Grant.make(member=ada, coins=200, because="For the meeting.", by=mo)
    Grant.make(member=cy, coins=-20, because="Advertising.", by=mo)
    tip(by=bo, to=ada, coins=5, about=ANSWER, once_key=1)
    pot = Pot.open(by=ada, about=("question", 1))
    pledges = [pot.pledge(by=each, coins=40, once_key=1) for each in (ada, cy, bo)]
    settle(*pledges, payee=Account.of(bo))
    Reversal.make(about=ANSWER, by=mo, because="Copied.")
    another = Pot.open(by=ada, about=("question", 2))
    another.pledge(by=ada, coins=30, once_key=2)
    left_behind = another.pledge(by=cy, coins=10, once_key=3)
    leave(cy)
    end([Outcome(left_behind, Ending.How.RETURNED)])
    dee, eve = cast.member("Dee Spams"), cast.member("Eve Helps")
    Reward.of_acceptance(question=3, asker=dee, answerer=eve)
    Seizure.make(giver=dee, member=eve, by=mo, because="A ring.").give_back(by=mo)
    SupplyDay.roll_up(timezone.now() + timedelta(days=2, hours=1))


def settle(accepted, by_score, own, payee):
    end([Outcome(accepted, Ending.How.ACCEPTED, payee, ANSWER, 40)])
    end([Outcome(by_score, Ending.How.SCORE, payee, ANSWER, 20), Outcome(own, Ending.How.OWN)])


def differences():
    return {check.name: check.differences for check in audit() if check.wrong}


def damage(sql):
    """Change the books behind the bank's back, as only the owner of the database can."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE rewards_transfer DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE rewards_account DISABLE TRIGGER USER")
        cursor.execute(sql)
        return cursor.rowcount


def test_honest_books_are_clean(world):
    checks = list(audit())
    assert {check.name: check.differences for check in checks if check.wrong} == {}
    assert [check.name for check in checks if not check.checked] == []
    assert len(checks) == len(LAWS)


def test_an_empty_ledger_is_clean():
    assert differences() == {}


# The law that is broken, what breaks it, and what the audit says then.
DAMAGES = [
    (
        "owners",
        "UPDATE rewards_account SET closed_at = NULL, owner_id = NULL WHERE closed_at IS NOT NULL",
        r"Account \d+ \(0 coins\) has no owner and was not closed\.",
    ),
    (
        "balances",
        "UPDATE rewards_account SET balance = balance + 1 WHERE balance = 30",
        r"Account \d+ has 31 coins; its transfers come to 30\.",
    ),
    (
        "balances after each transfer",
        "UPDATE rewards_transfer SET to_after = 7 WHERE reason = 'tip'",
        r"Transfer \d+ left 330 coins in account \d+; it says 7\.",
    ),
    (
        "balances after each transfer",
        "UPDATE rewards_transfer SET from_after = 7 WHERE reason = 'accepted'",
        r"Transfer \d+ left – coins in account 1; it says 7\.",
    ),
    (
        "balances after each transfer",
        "UPDATE rewards_transfer SET from_after = NULL WHERE reason = 'tip'",
        r"Transfer \d+ left 135 coins in account \d+; it says –\.",
    ),
    (
        "earned coins",
        "UPDATE rewards_account SET earned = earned + 3 WHERE earned = 5 AND balance > 7",
        r"Account \d+ has 8 earned coins; its transfers come to 5\.",
    ),
    (
        "the whole",
        "UPDATE rewards_account SET balance = balance + 2 WHERE kind = 'pot' AND balance > 0",
        r"610 coins were minted; members have 460, pots have 32, and 120 were sunk\.",
    ),
    (
        "closed accounts",
        "UPDATE rewards_account SET balance = 3 WHERE closed_at IS NOT NULL",
        r"Account \d+ is closed, and 3 coins lie in it\.",
    ),
    (
        "ways of coins",
        "UPDATE rewards_transfer SET reason = 'tip' WHERE reason = 'pledge'",
        r"Transfer \d+ \(tip\) goes from a member to a pot\.",
    ),
    (
        "pots",
        "UPDATE rewards_pledge SET coins = 31 WHERE coins = 30",
        r"Pot \d+ \(account \d+\) has 30 coins; pledges of 31 wait in it\.",
    ),
    (
        "pots",
        "INSERT INTO rewards_account (kind, balance, earned, opened_at)"
        " VALUES ('pot', 0, 0, now())",
        r"Pot – \(account \d+\) has 0 coins; pledges of 0 wait in it\.",
    ),
    (
        "settled pots",
        "UPDATE rewards_pot SET settled_at = now() WHERE settled_at IS NULL",
        r"Pot \d+ is settled; 30 coins lie in it, and 1 pledges wait\.",
    ),
    (
        "pledges",
        "UPDATE rewards_pledge SET coins = 31 WHERE coins = 30",
        r"Pledge \d+ \(31 coins\) and transfer \d+ \(30 coins\) do not tell the same\.",
    ),
    (
        "pledges",
        "UPDATE rewards_transfer SET reason = 'pledge' WHERE reason = 'fine'",
        r"Pledge – \(– coins\) and transfer \d+ \(20 coins\) do not tell the same\.",
    ),
    (
        "payments from pots",
        "UPDATE rewards_ending SET paid = 21, back = 19 WHERE paid = 20",
        r"award:pledge:\d+: the pledge's ending says 21 coins, and transfer \d+ says 20;.*",
    ),
    (
        "payments from pots",
        "UPDATE rewards_transfer SET to_account_id = 2, to_after = NULL WHERE coins = 20"
        " AND reason = 'award'",
        r"award:pledge:\d+: the pledge's ending says 20 coins, and transfer \d+ says 20;.*",
    ),
    (
        "payments from pots",
        "UPDATE rewards_transfer SET reason = 'award' WHERE reason = 'fine'",
        r"grant:\d+: the pledge's ending says – coins, and transfer \d+ says 20;.*",
    ),
    (
        "endings",
        "UPDATE rewards_ending SET back = 21 WHERE back = 20",
        r"Pledge \d+ of 40 coins ended with 20 paid and 21 returned\.",
    ),
    (
        "rewards",
        "UPDATE rewards_reward SET coins = 21 WHERE reason = 'accepted'",
        r"Reward \d+ \(21 coins\) and transfer \d+ \(20 coins\) do not tell the same\.",
    ),
    (
        "rewards",
        "UPDATE rewards_reward SET transfer_id = NULL, withheld = 'day' WHERE reason = 'accepted'",
        r"Reward – \(– coins\) and transfer \d+ \(20 coins\) do not tell the same\.",
    ),
    (
        "rewards",
        "UPDATE rewards_transfer SET to_account_id = 2, to_after = NULL, earned = 0"
        " WHERE reason = 'accepted'",
        r"Reward \d+ \(20 coins\) and transfer \d+ \(20 coins\) do not tell the same\.",
    ),
    (
        "grants and fines",
        "UPDATE rewards_grant SET coins = 201 WHERE coins = 200",
        r"Grant \d+ \(201 coins\) and transfer \d+ \(200 coins\) do not tell the same\.",
    ),
    (
        "grants and fines",
        "UPDATE rewards_grant SET transfer_id = NULL WHERE coins = 200",
        r"Grant – \(– coins\) and transfer \d+ \(200 coins\) do not tell the same\.",
    ),
    (
        "reversed awards",
        "UPDATE rewards_reversedpart SET coins = coins + 1 WHERE coins = 40",
        r"reversal:pledge:\d+: the reversal says 41 coins, and transfer \d+ says 40;.*",
    ),
    (
        "reversals",
        "UPDATE rewards_reversal SET missing = missing + 1",
        r"Reversal \d+ of 60 coins, with 1 missing, is not the sum of its parts\.",
    ),
    (
        "seized coins",
        "UPDATE rewards_seizure SET coins = 19",
        r"returned:seizure:\d+: the seizure says 19 coins, and transfer \d+ says 20;.*",
    ),
    (
        "seized coins",
        "DELETE FROM rewards_seizure",
        r"seized:seizure:\d+: the seizure says – coins, and transfer \d+ says 20;.*",
    ),
    (
        "tips and goodbyes",
        "UPDATE rewards_transfer SET key = 'tip' WHERE reason = 'tip'",
        r"Transfer \d+, a tip of 5 coins: a wrong key, or not earned\.",
    ),
    (
        "earnings of leaderboards",
        "UPDATE rewards_earning SET coins = coins + 1 WHERE period = 'week' AND coins = 5",
        r"Account \d+, week from [\d-]{10}: 6 coins are counted; its transfers come to 5\.",
    ),
    (
        "earnings of leaderboards",
        "DELETE FROM rewards_earning WHERE period = 'ever' AND coins = 5",
        r"Account \d+, ever from 1970-01-01: – coins are counted; its transfers come to 5\.",
    ),
    (
        "supply by day",
        "UPDATE rewards_supplyday SET sunk = 99",
        r"[\d-]{10}: 610 minted and 99 sunk are not what the ledger says\.",
    ),
    (
        "supply by day",
        "DELETE FROM rewards_supplyday WHERE day = (SELECT min(day) FROM rewards_supplyday)",
        r"[\d-]{10}: – minted and – sunk are not what the ledger says\.",
    ),
]


@pytest.mark.parametrize(("law", "sql", "sentence"), DAMAGES, ids=[law for law, _, _ in DAMAGES])
def test_damage_is_found_and_named(world, law, sql, sentence):
    assert damage(sql) > 0
    found = differences()
    assert any(re.fullmatch(sentence, each) for each in found.get(law, [])), found


def test_every_law_has_been_seen_broken():
    assert {str(law.name) for law in LAWS} == {law for law, _, _ in DAMAGES}


def test_all_differences_are_counted_and_a_few_are_named(world):
    damage(
        "INSERT INTO rewards_account (kind, balance, earned, opened_at)"
        " SELECT 'member', 1, 0, now() FROM generate_series(1, 100)"
    )
    [check] = [check for check in audit() if check.name == "balances"]
    assert check.wrong == 100
    assert len(check.differences) == NAMED


def open_an_account():
    Account.objects.create(kind=Account.Kind.POT)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_one_moment_is_seen_and_nothing_can_be_changed():
    with snapshot():
        before = Account.objects.count()
        with pytest.raises(InternalError), transaction.atomic():
            Account.objects.create(kind=Account.Kind.POT)
        with ThreadPoolExecutor(1) as beside:
            beside.submit(open_an_account).result()
        assert Account.objects.count() == before
    assert Account.objects.count() == before + 1
