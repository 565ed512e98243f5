from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin_actions import log
from accounts.admin_pages import BigTableAdmin, ReadOnlyAdmin
from screening.models import Block, Phrase, Trace


@admin.register(Phrase)
class PhraseAdmin(BigTableAdmin):
    list_display = ["words", "action", "note"]
    list_filter = ["action"]
    search_fields = ["words", "note"]


@admin.register(Block)
class BlockAdmin(BigTableAdmin):
    list_display = ["value", "kind", "because", "by", "at", "until"]
    list_filter = ["kind"]
    search_fields = ["value", "because"]
    search_help_text = _("A range, a domain, or words of the reason.")
    list_select_related = ["by"]
    readonly_fields = ["by", "at"]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.by = request.user
        super().save_model(request, obj, form, change)


@admin.register(Trace)
class TraceAdmin(ReadOnlyAdmin):
    """From where something was written. A list shows no address; each look at one is logged."""

    list_display = ["at", "member", "about_kind", "about_id"]
    list_select_related = ["member"]
    fields = ["at", "member", "about_kind", "about_id", "address"]
    ordering = ["-pk"]

    def change_view(self, request, object_id, *args, **kwargs):
        response = super().change_view(request, object_id, *args, **kwargs)
        trace = self.get_object(request, object_id)
        if trace and response.status_code == 200:
            log(request, trace, "looked at the address")
        return response
