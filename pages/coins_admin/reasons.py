"""Transfers by their reason, which no index has: each is looked for where such rows are."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rewards.models import MINT, Pot, Reversal
from rewards.models.transfer import Reason

_POTS = Pot.objects.values("account")

# True of every transfer of the reason. Without it, a list of few rows, or of none, reads ten
# million; tips, which are left out, have an index of their own.
_WHERE = {
    Reason.WELCOME: Q(about_kind="member"),
    Reason.PROFILE: Q(about_kind="member"),
    Reason.ACCEPTED: Q(from_account=MINT),
    Reason.ACCEPTING: Q(from_account=MINT),
    Reason.GRANT: Q(about_kind="grant"),
    Reason.FINE: Q(about_kind="grant"),
    Reason.PLEDGE: Q(to_account__in=_POTS),
    Reason.AWARD: Q(from_account__in=_POTS),
    Reason.REFUND: Q(from_account__in=_POTS),
    Reason.REVERSAL: Q(about_id__in=Reversal.objects.values("about_id")),
    Reason.SEIZED: Q(about_kind="account"),
    Reason.RETURNED: Q(about_kind="account"),
    Reason.LEFT: Q(about_kind="account"),
}


class ReasonFilter(admin.SimpleListFilter):
    title = _("reason")
    parameter_name = "reason"

    def lookups(self, request, model_admin):
        return Reason.choices

    def queryset(self, request, queryset):
        if self.value() not in Reason.values:
            return queryset
        return queryset.filter(_WHERE.get(self.value(), Q()), reason=self.value())
