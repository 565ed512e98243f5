from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class StateFilter(admin.SimpleListFilter):
    """Members by what was done to them, or how they came."""

    title = _("state")
    parameter_name = "state"

    found_by = {
        "suspended": {"is_suspended": True},
        "removed": {"removed_at__isnull": False},
        "imported": {"email": None},
    }

    def lookups(self, request, model_admin):
        return [
            ("suspended", _("Suspended now")),
            ("removed", _("Removed")),
            ("imported", _("Imported")),
        ]

    def queryset(self, request, queryset):
        return queryset.filter(**self.found_by.get(self.value(), {}))
