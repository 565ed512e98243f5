from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from accounts.admin_actions import with_reason
from accounts.admin_pages import ReadOnlyAdmin
from moderation.clean_up_page import clean_up_page
from moderation.desk.page import desk, item
from moderation.merging_admin import MergeAdmin
from moderation.models import CleanUp, Flag

__all__ = ["CleanUpAdmin", "FlagAdmin", "MergeAdmin"]


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


@admin.register(CleanUp)
class CleanUpAdmin(ReadOnlyAdmin):
    """Clean-ups, how far they are, and the one action that undoes one."""

    list_display = ["member", "at", "by", "because", "left", "finished_at", "undone_at"]
    list_select_related = ["member", "by"]
    ordering = ["-pk"]
    actions = [with_reason("undo", _("Undo: bring everything back"), told=False)]

    @admin.display(description=_("left to do"))
    def left(self, clean_up):
        return clean_up.left

    def has_change_permission(self, request, obj=None):
        # For the action; what a clean-up did is changed by its verbs alone.
        return self.has_view_permission(request, obj)

    def change_view(self, request, object_id, *args, **kwargs):
        return clean_up_page(self, request, object_id)
