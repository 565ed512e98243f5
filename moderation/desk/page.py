"""The desk's two pages in the admin: the queue, and one item with its actions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.admin_actions import words_of
from moderation.desk import queue
from moderation.desk.record import record_of
from moderation.desk.sources import SOURCES
from moderation.models import Claim


def desk(admin, request):
    """What waits for moderators."""
    _require(admin, request)
    only = request.GET.get("only", "")
    context = {
        **admin.admin_site.each_context(request),
        "title": _("The moderators' desk"),
        "opts": admin.model._meta,
        "rows": queue.queue(only),
        "sources": SOURCES.values(),
        "only": only,
    }
    return render(request, "admin/moderation/desk.html", context)


def item(admin, request, key):
    """One item: the post as readers see it, its author's record, and what can be done."""
    _require(admin, request)
    found = queue.found(key)
    if found is None:
        messages.info(request, _("That has been decided already."))
        return redirect("admin:moderation_desk")
    source, waiting = found
    if request.method == "POST":
        return _act(request, source, waiting)
    context = {
        **admin.admin_site.each_context(request),
        "title": source.title,
        "opts": admin.model._meta,
        "item": waiting,
        "source": source,
        "record": record_of(waiting.author) if waiting.author else None,
        "claim": Claim.take(key, by=request.user),
    }
    return render(request, "admin/moderation/item.html", context)


def _act(request, source, waiting):
    """Do what was chosen, and go on to the next item."""
    action = request.POST.get("action", "")
    if action not in {each.name for each in source.actions}:
        return redirect("admin:moderation_item", waiting.key)
    try:
        because = request.POST.get("because", "").strip()[:500]
        domain = "domain" in request.POST
        source.act(waiting, action, by=request.user, because=because, domain=domain)
    except (PermissionDenied, ValidationError) as refusal:
        messages.error(request, words_of(refusal))
        return redirect("admin:moderation_item", waiting.key)
    messages.success(request, _("Done: %s") % waiting.title)
    after = queue.next_key(request.user)
    return redirect("admin:moderation_item", after) if after else redirect("admin:moderation_desk")


def _require(admin, request):
    if not (admin.has_view_permission(request) and request.user.is_moderator):
        raise PermissionDenied
