from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rewards.models import Pledge, Pot

from .finding import NOTHING
from .ledger import LedgerAdmin
from .links import about, account_column, number
from .pot_history import MOST_EACH, history

_OPENED_BY = account_column("opened_by", _("opened by"))


class SettledFilter(admin.SimpleListFilter):
    title = _("settled")
    parameter_name = "settled"

    def lookups(self, request, model_admin):
        return [("no", _("Not yet"))]

    def queryset(self, request, queryset):
        return queryset.open() if self.value() == "no" else queryset


@admin.register(Pot)
class PotAdmin(LedgerAdmin):
    list_display = [
        *(number, about, "coins", "opened_at", _OPENED_BY),
        *("ends_at", "settles_at", "settled_at"),
    ]
    list_filter = [SettledFilter]
    fields = [
        *(about, "coins", "opened_at", _OPENED_BY),
        *("runs_from", "ends_at", "settles_at", "settled_at"),
    ]
    readonly_fields = [about, "coins", _OPENED_BY]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("account", "opened_by__owner")

    def by_number(self, number):
        return Q(pk=number) | Q(about_kind="question", about_id=number)

    def by_about(self, kind, number):
        return Q(about_kind=kind, about_id=number)

    def by_accounts(self, accounts):
        pledged_in = Pledge.objects.filter(account__in=accounts).values_list("pot", flat=True)
        return Q(opened_by__in=accounts) | Q(pk__in=list(pledged_in.distinct()))

    def by_key(self, key):
        return NOTHING

    def change_view(self, request, object_id, form_url="", extra_context=None):
        pot = self.get_object(request, object_id)
        context = {"history": history(pot) if pot else [], "most": MOST_EACH}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    @admin.display(description=_("coins now"))
    def coins(self, pot):
        return pot.account.balance
