"""A process that moves coins over some connections: one line on stdin, one answer on stdout.

`python -m bench.ready bench.ledger_load 4`: four threads, each with a connection of its own, as in
a web process. For `spread 3.0` it answers how many transfers it made in three seconds.
"""

import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from accounts.models import User
from rewards.models import MINT, Account, Entry, Pot, Reward
from rewards.models.transfer import Reason, move

random.seed()
MEMBERS = list(User.objects.filter(is_staff=False).order_by("pk"))
ACCOUNTS = list(Account.objects.filter(owner__in=MEMBERS).values_list("pk", flat=True))
MODERATOR = Account.objects.get(owner__is_staff=True).pk
POT = Pot.objects.get()
BIGGEST = 2**62


def spread():
    """From a member to a member."""
    giver, taker = random.sample(ACCOUNTS, 2)
    key, about = f"tip:account:{giver}:{uuid4()}", ("answer", 1)
    wanted = Entry(
        from_=giver, to=taker, coins=1, reason=Reason.TIP, about=about, key=key, by=giver
    )
    return move(wanted)


def mint():
    """From the mint to a member. `ledger_books` writes the grants afterwards."""
    number, taker = random.randrange(BIGGEST), random.choice(ACCOUNTS)
    key, about = f"grant:{number}", ("grant", number)
    wanted = Entry(
        from_=MINT, to=taker, coins=1, reason=Reason.GRANT, about=about, key=key, by=MODERATOR
    )
    return move(wanted)


def rewards():
    """An acceptance: two transfers from the mint, two rewards, six counts of leaderboards."""
    asker, answerer = random.sample(MEMBERS, 2)
    return Reward.of_acceptance(question=random.randrange(BIGGEST), asker=asker, answerer=answerer)


def pot():
    """From a member into the one pot. `ledger_books` writes the pledges afterwards."""
    giver = random.choice(ACCOUNTS)
    key, about = f"pledge:account:{giver}:{uuid4()}", (POT.about_kind, POT.about_id)
    wanted = Entry(
        from_=giver,
        to=POT.account_id,
        coins=10,
        reason=Reason.PLEDGE,
        about=about,
        key=key,
        by=giver,
    )
    return move(wanted)


def pledges():
    """As that, by the verb."""
    return [POT.pledge(by=random.choice(MEMBERS), coins=10, once_key=uuid4())]


VERBS = {verb.__name__: verb for verb in (spread, mint, rewards, pot, pledges)}


def repeat(verb, until):
    done = 0
    while time.monotonic() < until:
        done += len(verb())
    return done


def main(threads):
    with ThreadPoolExecutor(threads) as pool:
        print("ready", flush=True)
        for line in sys.stdin:
            name, seconds = line.split()
            until = time.monotonic() + float(seconds)
            runs = [pool.submit(repeat, VERBS[name], until) for _ in range(threads)]
            print(sum(run.result() for run in runs), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
