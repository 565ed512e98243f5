import re

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.admin_pages import ReadOnlyAdmin
from interchange.models import Source

_ADDRESS = re.compile(r"(?P<site>https?://[^/\s]+)/\D*?/?(?P<number>\d{1,18})\b")


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    """Where imported rows came from; written by imports alone."""

    list_display = ["url", "kind", "here", "author_name", "vanished_at"]
    list_select_related = ["question", "answer__question", "member", "tag"]
    ordering = ["-pk"]
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["url"]
    search_help_text = _("An address there, such as https://example.com/questions/123.")
    fields = [
        *("url", "here", "author_name", "author_url", "site_url", "kind", "external_id"),
        *("score", "views", "vanished_at"),
    ]
    readonly_fields = ["here"]

    def get_search_results(self, request, queryset, search_term):
        """By site and number: the one index that there is."""
        if not search_term:
            return queryset, False
        address = _ADDRESS.match(search_term.strip())
        if not address:
            return queryset.none(), False
        sites = [address["site"], address["site"] + "/"]
        found = queryset.filter(
            site_url__in=sites, kind__in=Source.Kind.values, external_id=address["number"]
        )
        return found, False

    @admin.display(description=_("here"))
    def here(self, source):
        row = getattr(source, source.kind)
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[row.pk]), row)
