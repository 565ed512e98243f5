"""Pages of the admin that stay quick on tables of millions of rows."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import connections
from django.utils.functional import cached_property

COUNTED_ROWS = 20_000


class EstimatedPaginator(Paginator):
    """Takes the number of all rows from Postgres's statistics once there are many.

    A search or a filter is counted: its result is what the moderator wants to know.
    """

    @cached_property
    def count(self):
        query = self.object_list.query
        if query.where or query.is_sliced or query.distinct:
            return super().count
        estimate = _estimate(self.object_list)
        return estimate if estimate > COUNTED_ROWS else super().count


def _estimate(queryset):
    """Rows of the queryset's table as of its last ANALYZE; -1 when it never was analysed."""
    with connections[queryset.db].cursor() as cursor:
        table = queryset.model._meta.db_table
        cursor.execute(
            "SELECT reltuples::bigint FROM pg_class WHERE oid = to_regclass(%s)", [table]
        )
        return cursor.fetchone()[0]


class BigTableAdmin(admin.ModelAdmin):
    """A list of a table that may have millions of rows."""

    paginator = EstimatedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200
