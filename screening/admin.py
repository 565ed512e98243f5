from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin_pages import BigTableAdmin
from screening.models import Block, Phrase


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
