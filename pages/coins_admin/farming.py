from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from answers import farming as signs


def farming(admin, request):
    """The page of what looks like farming, for whoever may see rewards."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    context = {
        **admin.admin_site.each_context(request),
        "title": _("What looks like farming"),
        "opts": admin.model._meta,
        "days": signs.DAYS,
        "most": signs.MOST,
        "sections": signs.found(),
    }
    return render(request, "admin/rewards/farming.html", context)
