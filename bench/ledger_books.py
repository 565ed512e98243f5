"""The books of `bench.ledger`: opened for a measurement, completed after it, and audited.

`python -m bench.ready bench.ledger_books open`, `complete` or `audit`; the last exits with 1 for
wrong books.
"""

import sys
import time

from django.conf import settings
from django.db import connection

from accounts.models import User
from rewards.audit import LAWS, audit, snapshot
from rewards.models import Account, Pot, Reward, SupplyDay
from rewards.supply import supply

MEMBERS = 1_000
RICH = 1_000_000

# Grants without the verb that wrote them.
_GRANTS = """
INSERT INTO rewards_grant (id, account_id, coins, because, by_id, at, transfer_id)
SELECT about_id, to_account_id, coins, 'a measurement', by_id, at, id
FROM rewards_transfer AS transfer WHERE reason = 'grant'
    AND NOT EXISTS (SELECT FROM rewards_grant WHERE transfer_id = transfer.id)
"""
# Pledges without the verb that wrote them.
_PLEDGES = """
INSERT INTO rewards_pledge (pot_id, account_id, coins, earned, at, transfer_id)
SELECT pot.id, from_account_id, coins, earned, at, transfer.id
FROM rewards_transfer AS transfer JOIN rewards_pot AS pot ON pot.account_id = to_account_id
WHERE reason = 'pledge' AND NOT EXISTS (
    SELECT FROM rewards_pledge WHERE transfer_id = transfer.id)
"""


def open_books():
    """A thousand members with a million earned coins each, a moderator, and a pot."""
    User.objects.bulk_create(User(name=f"Member {n}") for n in range(MEMBERS))
    Account.of(User.objects.create(name="Moderator", is_staff=True))
    members = list(User.objects.filter(is_staff=False).order_by("pk"))
    settings.COINS = {**settings.COINS, "accepted": RICH}
    for number, member in enumerate(members):
        Reward.of_acceptance(question=-number, asker=members[number - 1], answerer=member)
    Pot.open(by=members[0], about=("question", 1))


def complete_books():
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS)
        cursor.execute(_PLEDGES)


def audit_books():
    """Print each check with what it took; whether all is well."""
    clean, begin = True, time.monotonic()
    with snapshot():
        for law in LAWS:
            start = time.monotonic()
            [check] = audit([law])
            print(f"{check.name:<32}{check.checked:>14,}{time.monotonic() - start:>9.1f} s")
            for difference in check.differences:
                print(f"    {difference}")
            clean = clean and not check.wrong
    print(f"{'audit: clean' if clean else 'audit: WRONG':<46}{time.monotonic() - begin:>9.1f} s")
    return clean


def show_supply():
    start = time.monotonic()
    days = SupplyDay.roll_up()
    middle = time.monotonic()
    surplus = supply().surplus
    print(f"{days} days rolled up: {middle - start:.2f} s; supply, off by {surplus}:", end=" ")
    print(f"{(time.monotonic() - middle) * 1_000:.0f} ms")


if __name__ == "__main__":
    match sys.argv[1]:
        case "open":
            open_books()
        case "complete":
            complete_books()
        case "audit":
            show_supply()
            sys.exit(0 if audit_books() else 1)
