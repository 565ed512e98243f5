from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from accounts.admin_pages import ReadOnlyAdmin
from moderation.desk.page import desk, item
from moderation.models import Flag


@admin.register(Flag)
class FlagAdmin(ReadOnlyAdmin):
    """All flags; what waits is on the desk."""

    change_list_template = "admin/moderation/flags.html"
    list_display = ["kind", "words", "at", "by", "weight", "helpful", "decided_by"]
    list_filter = ["kind", "helpful"]
    list_select_related = ["by", "decided_by"]
    search_fields = ["by__email"]
    search_help_text = _("The flagger's whole e-mail address.")
    ordering = ["-pk"]

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("desk/", view(lambda request: desk(self, request)), name="moderation_desk"),
            path(
                "desk/<slug:key>/",
                view(lambda request, key: item(self, request, key)),
                name="moderation_item",
            ),
            *super().get_urls(),
        ]
