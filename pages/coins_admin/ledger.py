"""Lists of the bank: read only, found by what an index answers, and newest first."""

from django.contrib import admin
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.admin_pages import EstimatedPaginator, ReadOnlyAdmin

from .finding import meant

MOST_PAGES = 200


class NewestPages(EstimatedPaginator):
    """As many pages as can be turned to quickly; what is behind them is found by searching."""

    @cached_property
    def num_pages(self):
        return min(super().num_pages, MOST_PAGES)


class Findable(admin.ModelAdmin):
    """A list of rows that name accounts. Says by `by_…` which rows a search term means."""

    paginator = NewestPages
    show_facets = admin.ShowFacets.NEVER
    list_max_show_all = 50
    ordering = ["-pk"]
    # No other order than that of `ordering` has an index.
    sortable_by = ()
    # Asked for by Django before it shows a search field; `get_search_results` does the search.
    search_fields = ["pk"]
    search_help_text = _(
        "A number, a member's name or whole e-mail address, or words such as: question 7, "
        "member 7, account 1007."
    )

    def lookup_allowed(self, lookup, value, request):
        """Filters, and no other columns by the address: of most, ten million rows would be read."""
        return lookup in [each.parameter_name for each in self.list_filter]

    def get_search_results(self, request, queryset, search_term):
        wanted = meant(self, search_term)
        return (queryset if wanted is None else queryset.filter(wanted)), False


class LedgerAdmin(Findable, ReadOnlyAdmin):
    """What verbs of the bank alone write."""
