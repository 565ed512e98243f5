from datetime import timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.admin_pages import ReadOnlyAdmin
from hotpages import figures
from hotpages.buffer import today
from hotpages.models import HotPage
from kv.client import Away
from pages import acts_admin, coins_admin
from questions.models import ViewDay

# The admin looks for `admin` modules alone.
__all__ = ["HotPageAdmin", "acts_admin", "coins_admin"]


def views_of_two_days():
    """Readers' views and crawlers' hits since yesterday began (UTC), as Postgres has them."""
    since = timezone.now().date() - timedelta(days=1)
    days = ViewDay.objects.filter(day__gte=since)
    return days.aggregate(views=Sum("views", default=0), crawlers=Sum("crawler_hits", default=0))


@admin.register(HotPage)
class HotPageAdmin(ReadOnlyAdmin):
    """One page of figures; there are no rows."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name="hotpages_hotpage_changelist")]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            report = figures.report(today())
        except Away:
            report = None
        views = views_of_two_days()
        seen = views["views"] + views["crawlers"]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Hot pages and views"),
            "opts": self.model._meta,
            "report": report,
            "views": views,
            "crawler_share": views["crawlers"] / seen if seen else None,
        }
        return render(request, "admin/hot_pages.html", context)
