from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from rewards.leaderboards import leaders as board_of
from rewards.leaderboards import place
from rewards.models import Earning

MOST = 50
# What a row shows of a member.
SHOWN = [
    *("coins", "account__owner__name", "account__owner__works_at"),
    *("account__owner__studied_at", "account__owner__lives_in"),
]


@require_safe
def leaders(request):
    """Who earned most this week, this month, or ever; and where the reader stands."""
    period = period_asked(request.GET)
    board = board_of(period, among=User.objects.visible())
    rows = list(board.only(*SHOWN)[:MOST])
    context = {"period": period, "periods": Earning.Period, "rows": rows}
    reader = request.user.pk
    if reader and all(row.account.owner_id != reader for row in rows):
        context["mine"] = mine = board.filter(account__owner=reader).first()
        context["my_place"] = mine and place(mine, board)
    return render(request, "pages/leaders.html", context)


def period_asked(params):
    """The period of a tab; this week's when none is named."""
    period = params.get("period")
    return Earning.Period(period) if period in Earning.Period.values else Earning.Period.WEEK
