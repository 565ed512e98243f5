from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from accounts.purse import purse_of
from limits.rates import limited
from posts.rules import require_writer
from questions.forms import PledgeForm
from questions.models import Bounty, Question
from rewards.models import Pledge


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("coins")
def pledges(request, pk):
    """Coins for a question's pot: the ask page's form arrives here, and stands here by itself."""
    question = get_object_or_404(Question.objects.for_page(), pk=pk)
    if question.removed_at:
        return HttpResponseGone()
    require_writer(request.user)
    form = PledgeForm(request.POST if request.method == "POST" else None)
    pledge = form.is_bound and form.carry_out(question.pledge, by=request.user)
    if pledge:
        messages.success(request, said(pledge.coins))
        return redirect(f"{question.get_absolute_url()}#pot")
    return render(
        request,
        "questions/pledge.html",
        {"form": form, "question": question, "purse": purse_of(request.user)},
        status=422 if form.is_bound else 200,
    )


def said(coins):
    """What a pledger reads whose coins were taken."""
    return ngettext(
        "%s coin of yours lies in the pot now.", "%s coins of yours lie in the pot now.", coins
    ) % (coins,)


@require_POST
@member_required
@limited("coins")
def objection(request, pk):
    """Keeps the reader's own pledge from whom it is promised to, for good."""
    pledge = get_object_or_404(Pledge.objects.select_related("account", "pot"), pk=pk)
    bounty = get_object_or_404(Bounty.objects.select_related("question"), pot=pledge.pot_id)
    try:
        bounty.object_to(pledge, by=request.user)
        messages.success(request, _("You objected: these coins stay in the pot until it settles."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(f"{bounty.question.get_absolute_url()}#pot")
