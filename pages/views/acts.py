"""What moderators did: the public log, and a member's own part of it with the reasons."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import member_required
from accounts.models import Act, Appeal
from limits.rates import limited
from pages.acts import rows_of
from pages.forms import AppealForm
from posts.paging import KeyPage


@require_safe
def moderation_log(request):
    """Everything moderators did, newest first, without their reasons and members' names."""
    page = KeyPage(Act.objects.select_related("by").newest(), request.GET, by="at")
    context = {"page": page, "rows": rows_of(page, request.user)}
    return render(request, "pages/moderation_log.html", context)


@require_safe
@member_required
def own_moderation(request):
    """What moderators did to the reader, why, and what became of their appeals."""
    acts = Act.objects.filter(of=request.user.pk).select_related("by", "appeal").newest()
    page = KeyPage(acts, request.GET, by="at")
    context = {"page": page, "rows": rows_of(page, request.user)}
    return render(request, "pages/own_moderation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("appeal")
def appeal(request, pk):
    """The form for an appeal against one act. Who is suspended may send it too."""
    act = get_object_or_404(Act, pk=pk, of=request.user.pk, kind__in=Act.AGAINST)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.carry_out(Appeal.make, by=request.user, act=act):
        messages.success(request, _("A moderator will read your appeal."))
        return redirect("own_moderation")
    context = {"form": form, "row": rows_of([act], request.user)[0]}
    return render(request, "pages/appeal.html", context, status=422 if form.is_bound else 200)
