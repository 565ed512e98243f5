from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rewards.models import Transfer

from .ledger import LedgerAdmin
from .links import about, account_column, number
from .reasons import ReasonFilter

_FROM = account_column("from_account", _("from"))
_TO = account_column("to_account", _("to"))
_BY = account_column("by", _("caused by"))


@admin.register(Transfer)
class TransferAdmin(LedgerAdmin):
    list_display = [number, "at", _FROM, _TO, "coins", "reason", about]
    list_filter = [ReasonFilter]
    search_help_text = _(
        "A transfer's number or key, a member's name or whole e-mail address, or words such as: "
        "question 7, answer 7, member 7, account 1007."
    )
    fields = [
        *("at", _FROM, "from_after", _TO, "to_after", "coins", "earned"),
        *("reason", about, _BY, "note", "key"),
    ]
    readonly_fields = [_FROM, _TO, _BY, about]

    def get_queryset(self, request):
        accounts = ["from_account__owner", "to_account__owner", "by__owner"]
        return super().get_queryset(request).select_related(*accounts)

    def by_number(self, number):
        return Q(pk=number)

    def by_about(self, kind, number):
        return Q(about_kind=kind, about_id=number)

    def by_accounts(self, accounts):
        return Q(from_account__in=accounts) | Q(to_account__in=accounts)

    def by_key(self, key):
        return Q(key=key)
