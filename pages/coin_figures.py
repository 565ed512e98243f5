"""The figures of coins that members are told, as the settings have them."""

from django.conf import settings


def coin_figures():
    return {
        **settings.COINS,
        "day": settings.COINS_A_DAY,
        "pair": settings.COINS_PAIR_A_DAY,
        "tip": settings.COINS_TIP,
        "tips_a_day": settings.COINS_TIPS_A_DAY,
        "pledge_least": settings.COINS_PLEDGE_LEAST,
        "pledge_most": settings.COINS_PLEDGE_MOST,
        "pot_days": settings.POT_DAYS,
        "assessment_days": settings.POT_ASSESSMENT_DAYS,
        "score": settings.POT_SCORE,
        "promise_hours": settings.PROMISE_HOURS,
        "reversal_days": settings.REVERSAL_DAYS,
    }
