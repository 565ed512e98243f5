from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from rewards.models import Account, Grant

from .finding import NOTHING
from .ledger import LedgerAdmin
from .lines import last_lines


class KindFilter(admin.SimpleListFilter):
    """Members' accounts, the pots' or the two ends of the world; a search finds all of them."""

    title = _("kind")
    parameter_name = "kind"

    kinds = {"pots": [Account.Kind.POT], "ends": [Account.Kind.MINT, Account.Kind.SINK]}

    def lookups(self, request, model_admin):
        return [("pots", _("Pots")), ("ends", _("Mint and sink"))]

    def choices(self, changelist):
        members, *others = super().choices(changelist)
        yield members | {"display": _("Members, and all that a search finds")}
        yield from others

    def queryset(self, request, queryset):
        if self.value() in self.kinds:
            return queryset.filter(kind__in=self.kinds[self.value()])
        searched = request.GET.get(SEARCH_VAR)
        return queryset if searched else queryset.filter(kind=Account.Kind.MEMBER)


@admin.register(Account)
class AccountAdmin(LedgerAdmin):
    list_display = ["holder", "kind", "balance", "earned", "opened_at", "closed_at"]
    list_filter = [KindFilter]
    fields = ["page", "kind", "balance", "earned", "opened_at", "closed_at"]
    readonly_fields = ["page"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("owner", "pot")

    def by_number(self, number):
        return Q(pk=number) | Q(owner=number)

    def by_accounts(self, accounts):
        return Q(pk__in=accounts)

    def by_about(self, kind, number):
        return Q(pot__about_kind=kind, pot__about_id=number)

    def by_key(self, key):
        return NOTHING

    def change_view(self, request, object_id, form_url="", extra_context=None):
        account = self.get_object(request, object_id)
        context = {
            "lines": last_lines(account) if account else [],
            "may_grant": account and account.owner and _may_grant(self.admin_site, request),
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    @admin.display(description=_("account"))
    def holder(self, account):
        return _("Pot %s") % account.pot.pk if hasattr(account, "pot") else account

    @admin.display(description=_("of"))
    def page(self, account):
        """The page of the member, or of the pot, whose account it is."""
        whose = account.owner or getattr(account, "pot", None)
        if whose is None:
            return account
        name = f"admin:{whose._meta.app_label}_{whose._meta.model_name}_change"
        return format_html('<a href="{}" dir="auto">{}</a>', reverse(name, args=[whose.pk]), whose)


def _may_grant(site, request):
    return site.get_model_admin(Grant).has_add_permission(request)
