"""A ledger of any size: `python -m bench.ready bench.ledger_growth 10000000`.

Written as the verbs would have left it, in a few statements and past the triggers, which would
take hours. Of ten transfers four are rewards, two tips, two pledges, one an award and one a refund;
they spread over a year, a hundred thousand members, and a pot for each ten.
"""

import sys
import time

from django.db import connection

from accounts.models import User
from bench.bare import bare

MEMBERS = 100_000
BARE = ("transfer", "account", "reward", "grant", "pledge", "ending", "pot", "earning")

# First each member is granted a million and earns a million, so that none runs dry. `n` numbers
# what comes then, and n / 10 the pots. A pledge is ended by the transfer after the next.
_WANTED = """
CREATE UNLOGGED TABLE wanted AS
SELECT n + 3 * %(members)s AS id, what AS reason, n / 10 AS ten, earned,
    CASE WHEN what IN ('tip', 'pledge') THEN one WHEN what IN ('award', 'refund') THEN pot ELSE 1
        END AS giver,
    CASE what WHEN 'pledge' THEN pot WHEN 'refund' THEN pledger ELSE other END AS taker,
    CASE WHEN n < 0 THEN 1000000 WHEN what = 'accepted' THEN 20 WHEN what = 'accepting' THEN 5
        WHEN what = 'tip' THEN 1 ELSE 10 END AS coins,
    now() - interval '365 days' * ((%(transfers)s - n)::float / (%(transfers)s + 2 * %(members)s))
        AS at
FROM (
    SELECT n, 100000000 + n / 10 AS pot,
        1000000 + mod(n * 7919::bigint, %(members)s) AS one,
        1000000 + mod((n - 2) * 7919::bigint, %(members)s) AS pledger,
        1000000 + mod(n * 7919::bigint + 13 + %(members)s * 8000::bigint * 2, %(members)s) AS other,
        CASE WHEN n < -%(members)s THEN 'grant' WHEN n < 0 THEN 'accepted' ELSE (ARRAY['accepted',
            'accepting', 'accepted', 'accepting', 'tip', 'tip', 'pledge', 'pledge', 'award',
            'refund'])[mod(n, 10) + 1] END AS what
    FROM generate_series(-2 * %(members)s, %(transfers)s - 1) AS n
) AS numbered, LATERAL (SELECT what NOT IN ('grant', 'pledge', 'refund') AS earned) AS as_earned
"""
_AFTER = """
CREATE UNLOGGED TABLE after AS
SELECT id, coins < 0 AS leaves,
    (sum(coins) OVER (PARTITION BY account ORDER BY id))::bigint AS coins
FROM (
    SELECT id, giver AS account, -coins AS coins FROM wanted WHERE giver <> 1
    UNION ALL SELECT id, taker, coins FROM wanted
) AS leg
"""
_BOOKS = """
INSERT INTO rewards_account (id, owner_id, kind, balance, earned, opened_at)
SELECT account, CASE WHEN account < 100000000 THEN account END,
    CASE WHEN account < 100000000 THEN 'member' ELSE 'pot' END, sum(coins),
    CASE WHEN account < 100000000 THEN sum(earned) ELSE 0 END, now()
FROM (
    SELECT giver AS account, -coins AS coins, CASE WHEN earned THEN -coins ELSE 0 END AS earned
    FROM wanted WHERE giver <> 1
    UNION ALL SELECT taker, coins, CASE WHEN earned AND reason <> 'tip' THEN coins ELSE 0 END
    FROM wanted
) AS leg GROUP BY account
UNION ALL SELECT 999999, 999999, 'member', 0, 0, now();

INSERT INTO rewards_transfer (id, from_account_id, to_account_id, coins, earned, reason,
    about_kind, about_id, by_id, at, from_after, to_after, key, note)
SELECT id, giver, taker, wanted.coins, CASE WHEN earned THEN wanted.coins ELSE 0 END, reason,
    CASE reason WHEN 'grant' THEN 'grant' WHEN 'award' THEN 'answer' ELSE 'question' END,
    CASE WHEN reason IN ('pledge', 'award', 'refund') THEN ten ELSE id END,
    CASE reason WHEN 'grant' THEN 999999 END, at,
    left_there.coins, came_there.coins,
    CASE reason WHEN 'grant' THEN 'grant:' || id
        WHEN 'tip' THEN 'tip:account:' || giver || ':' || id
        WHEN 'pledge' THEN 'pledge:account:' || giver || ':' || id
        WHEN 'award' THEN 'award:pledge:' || id - 2 WHEN 'refund' THEN 'refund:pledge:' || id - 2
        ELSE 'acceptance:question:' || id END, ''
FROM wanted
LEFT JOIN (SELECT * FROM after WHERE leaves) AS left_there USING (id)
LEFT JOIN (SELECT * FROM after WHERE NOT leaves) AS came_there USING (id) ORDER BY wanted.id;

INSERT INTO rewards_grant (id, account_id, coins, because, by_id, at, transfer_id)
SELECT id, taker, coins, 'growth', 999999, at, id FROM wanted WHERE reason = 'grant';

INSERT INTO rewards_reward (id, key, account_id, coins, reason, about_kind, about_id, at,
    transfer_id, withheld)
SELECT id, key, to_account_id, coins, reason, about_kind, about_id, at, id, ''
FROM rewards_transfer WHERE reason IN ('accepted', 'accepting');

INSERT INTO rewards_pot (id, account_id, about_kind, about_id, opened_by_id, opened_at, settled_at)
SELECT ten, pot, 'question', ten, taker, at, at
FROM (SELECT *, giver AS pot FROM wanted WHERE reason = 'refund') AS settled;

INSERT INTO rewards_pledge (id, pot_id, account_id, coins, earned, at, transfer_id)
SELECT id, ten, giver, coins, 0, at, id FROM wanted WHERE reason = 'pledge';

INSERT INTO rewards_ending (pledge_id, how, account_id, about_kind, about_id, paid, back, at)
SELECT id - 2, 'awarded', taker, 'answer', ten, coins, 0, at FROM wanted WHERE reason = 'award'
UNION ALL
SELECT id - 2, 'returned', NULL, '', NULL, 0, coins, at FROM wanted WHERE reason = 'refund';

INSERT INTO rewards_earning (account_id, period, start, coins)
SELECT taker, period, start, sum(coins) FROM (
    SELECT taker, coins, (at AT TIME ZONE 'UTC')::date AS day FROM wanted
    WHERE reason IN ('accepted', 'accepting', 'award')
) AS got, LATERAL (VALUES ('week', date_trunc('week', day)::date),
    ('month', date_trunc('month', day)::date), ('ever', '1970-01-01')) AS dated (period, start)
GROUP BY taker, period, start
"""


def grow(transfers):
    values = {"members": MEMBERS, "transfers": transfers // 10 * 10}
    start = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(
            "SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'; SET statement_timeout = 0"
        )
        with bare([f"rewards_{name}" for name in BARE]):
            for statement in (_WANTED, _AFTER, *_BOOKS.split(";\n")):
                cursor.execute(statement, values)
            cursor.execute("DROP TABLE wanted, after")
        numbers = range(999_999, 1_000_000 + MEMBERS)
        User.objects.bulk_create((User(pk=n, name=f"Member {n}") for n in numbers), 10_000)
    print(f"{transfers:,} transfers written in {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    grow(int(sys.argv[1]))
