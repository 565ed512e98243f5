from django.contrib import admin
from django.db.models import Q
from django.urls import path
from django.utils.translation import gettext_lazy as _

from rewards.models import Reward

from .farming import farming
from .ledger import LedgerAdmin
from .links import about, account_column, number

_ACCOUNT = account_column("account", _("member"))
_OTHER = account_column("other", _("because of"))


class WithheldFilter(admin.SimpleListFilter):
    """What a cap withheld has no transfer, and the index of transfers finds it."""

    title = _("not paid")
    parameter_name = "withheld"

    def lookups(self, request, model_admin):
        return Reward.Withheld.choices

    def queryset(self, request, queryset):
        if self.value() not in Reward.Withheld.values:
            return queryset
        return queryset.filter(transfer=None, withheld=self.value())


@admin.register(Reward)
class RewardAdmin(LedgerAdmin):
    list_display = [number, "at", _ACCOUNT, "coins", "reason", "withheld", about, _OTHER]
    list_filter = [WithheldFilter]
    fields = [
        *("at", _ACCOUNT, "coins", "reason", "withheld"),
        *(about, _OTHER, "key", "transfer"),
    ]
    readonly_fields = [_ACCOUNT, about, _OTHER]

    def get_queryset(self, request):
        accounts = ["account__owner", "other__owner", "transfer"]
        return super().get_queryset(request).select_related(*accounts)

    def get_urls(self):
        page = self.admin_site.admin_view(lambda request: farming(self, request))
        return [path("farming/", page, name="rewards_farming"), *super().get_urls()]

    def by_number(self, number):
        return Q(pk=number)

    def by_about(self, kind, number):
        """By the keys: there is no index of what a reward is about."""
        if kind != "question":
            return Q(pk__in=[])
        return Q(key__in=[f"acceptance:question:{number}", f"asker:question:{number}"])

    def by_accounts(self, accounts):
        # Where they are the other, that one's reward has a twin, which is theirs.
        return Q(account__in=accounts)

    def by_key(self, key):
        return Q(key=key)
