"""Pages of the admin that stay quick on tables of millions of rows."""

import json

from django.contrib import admin
from django.core.paginator import Paginator
from django.utils.functional import cached_property

COUNTED_ROWS = 10_000


class EstimatedPaginator(Paginator):
    """Counts up to COUNTED_ROWS; how many more there are, it takes from Postgres's planner."""

    @cached_property
    def count(self):
        rows = self.object_list.order_by()
        counted = rows[: COUNTED_ROWS + 1].count()
        return counted if counted <= COUNTED_ROWS else max(counted, _expected(rows))


def _expected(queryset):
    """How many rows the planner expects, from the statistics of the last ANALYZE."""
    return json.loads(queryset.explain(format="json"))[0]["Plan"]["Plan Rows"]


class BigTableAdmin(admin.ModelAdmin):
    """A list of a table that may have millions of rows."""

    paginator = EstimatedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200


class ReadOnlyAdmin(BigTableAdmin):
    """What moderators look at and nobody changes here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
