"""Settings: how many coins, for what, and how often. docs/settings.md explains each of them."""

import environ

_env = environ.Env()

# What the mint pays, by the transfer's reason.
COINS = {
    "welcome": _env.int("COINS_WELCOME", default=100),
    "profile": _env.int("COINS_PROFILE", default=20),
    "accepted": _env.int("COINS_ACCEPTED", default=20),
    "accepting": _env.int("COINS_ACCEPTING", default=5),
}
# What the mint pays a member on one day (UTC), grants apart.
COINS_A_DAY = _env.int("COINS_A_DAY", default=200)
# Acceptances between two members, whoever asks, that are paid on one day.
COINS_PAIR_A_DAY = _env.int("COINS_PAIR_A_DAY", default=5)
COINS_TIP = _env.int("COINS_TIP", default=100)
COINS_TIPS_A_DAY = _env.int("COINS_TIPS_A_DAY", default=200)
# A larger grant needs a second moderator.
COINS_GRANT_ALONE = _env.int("COINS_GRANT_ALONE", default=1_000)
COINS_PLEDGE_LEAST = _env.int("COINS_PLEDGE_LEAST", default=10)
COINS_PLEDGE_MOST = _env.int("COINS_PLEDGE_MOST", default=1_000)
POT_DAYS = _env.int("POT_DAYS", default=7)
POT_ASSESSMENT_DAYS = _env.int("POT_ASSESSMENT_DAYS", default=3)
# The score with which an answer gets half a pot that nobody awarded.
POT_SCORE = _env.int("POT_SCORE", default=2)
PROMISE_HOURS = _env.int("PROMISE_HOURS", default=48)
REVERSAL_DAYS = _env.int("REVERSAL_DAYS", default=30)
