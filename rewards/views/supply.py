from django.shortcuts import render
from django.views.decorators.http import require_safe

from rewards.charts import StackedChart
from rewards.models.transfer import Reason
from rewards.supply import history, supply


@require_safe
def coins(request):
    """The coins in circulation, for everyone to add up."""
    now = supply()
    periods = history(now)
    chart = StackedChart([(each.with_members, each.in_pots) for each in periods])
    by_coins = sorted(now.minted_for.items(), key=lambda pair: -pair[1])
    context = {
        "supply": now,
        "off_by": abs(now.surplus),
        "reasons": [(Reason(reason).label, coins) for reason, coins in by_coins],
        "periods": periods,
        "columns": list(zip(periods, chart.columns, strict=True)),
        "chart": chart,
    }
    return render(request, "rewards/coins.html", context)
