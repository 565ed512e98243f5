from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.admin_actions import with_reason
from accounts.admin_verbs import VerbAdmin
from accounts.grants import agree, grant
from rewards.models import Grant

from .finding import NOTHING
from .grant_form import GrantForm
from .ledger import Findable
from .links import account_column, number

_ACCOUNT = account_column("account", _("member"))
_BY = account_column("by", _("by"))
_AGREED_BY = account_column("agreed_by", _("agreed by"))


class WaitingFilter(admin.SimpleListFilter):
    title = _("waiting")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", _("For a second moderator"))]

    def queryset(self, request, queryset):
        return queryset.filter(transfer=None) if self.value() == "yes" else queryset


@admin.register(Grant)
class GrantAdmin(Findable, VerbAdmin):
    """Made by one moderator, agreed to by another when it is big, and never changed."""

    form = GrantForm
    list_display = [number, "at", _ACCOUNT, "coins", "because", _BY, "state"]
    list_filter = [WaitingFilter]
    search_help_text = _(
        "A number, a member's name or whole e-mail address, or words such as: member 7, "
        "account 1007. It finds who got, who granted, and who agreed."
    )
    # The index of transfers, read backwards, has those without one first.
    ordering = [F("transfer").desc(nulls_first=True), "-pk"]
    actions = [with_reason(agree, _("Agree, and pay"), told=False)]
    fields = [_ACCOUNT, "coins", "because", _BY, "at", _AGREED_BY, "agreed_at", "transfer"]

    def get_queryset(self, request):
        people = ["account__owner", "by__owner", "agreed_by__owner", "transfer"]
        return super().get_queryset(request).select_related(*people)

    def get_fields(self, request, obj=None):
        return self.fields if obj else ["member", "coins", "because", "once_key"]

    def get_readonly_fields(self, request, obj=None):
        return self.fields if obj else []

    def has_delete_permission(self, request, obj=None):
        return False

    def by_number(self, number):
        return Q(pk=number)

    def by_about(self, kind, number):
        return Q(pk=number) if kind == "grant" else NOTHING

    def by_accounts(self, accounts):
        return Q(account__in=accounts) | Q(by__in=accounts) | Q(agreed_by__in=accounts)

    def by_key(self, key):
        return NOTHING

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Only looked at: whoever may change a grant may agree to it, and no more."""
        if request.method == "POST":
            raise PermissionDenied
        hidden = ["show_save", "show_save_and_continue", "show_save_and_add_another"]
        context = dict.fromkeys(hidden, False) | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)

    def change(self, request, row, form):
        wanted = {name: form.cleaned_data[name] for name in GrantForm.base_fields}
        try:
            made = grant(by=request.user, **wanted)
        except PermissionDenied as refusal:
            raise ValidationError(str(refusal)) from refusal
        row.pk = made.pk
        row.refresh_from_db()

    def construct_change_message(self, request, form, formsets, add=False):
        return "grant: {coins:+}: {because}".format(**form.cleaned_data)

    def log_addition(self, request, obj, message):
        """Once, though the form was sent twice: the second found the first one's grant."""
        kind = ContentType.objects.get_for_model(Grant)
        logged = LogEntry.objects.filter(
            user=request.user, content_type=kind, object_id=obj.pk, action_flag=ADDITION
        )
        return logged.first() or super().log_addition(request, obj, message)

    def response_add(self, request, obj, post_url_continue=None):
        if obj.waits:
            messages.warning(request, _("It is paid when a second moderator agrees to it."))
        return super().response_add(request, obj, post_url_continue)

    @admin.display(description=_("state"))
    def state(self, grant):
        if grant.waits:
            return _("waits for a second moderator")
        return _("paid, agreed by %s") % grant.agreed_by if grant.agreed_by else _("paid")
