from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest, HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from accounts.purse import purse_of
from answers.forms import AwardForm, ReversalForm, TipForm
from answers.models import Answer
from limits.rates import limited
from posts.rules import require_writer


@require_POST
@member_required
@limited("coins")
def award(request, pk):
    """Gives one of the reader's own pledges, `pledge`, to the answer."""
    answer = get_object_or_404(Answer.objects.visible().select_related("question"), pk=pk)
    form = AwardForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        answer.award(by=request.user, pledge=form.cleaned_data["pledge"])
        messages.success(request, _("Your coins are with the author of this answer now."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(answer)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("coins")
def tips(request, pk):
    """Coins for an answer's author: the ask page's form arrives here, and stands here by itself."""
    answer = get_object_or_404(Answer.objects.select_related("question", "author"), pk=pk)
    if answer.removed_at or answer.question.removed_at:
        return HttpResponseGone()
    require_writer(request.user)
    form = TipForm(request.POST if request.method == "POST" else None)
    tip = form.is_bound and form.carry_out(answer.tip, by=request.user)
    if tip:
        messages.success(request, _("Your tip has arrived."))
        return redirect(answer)
    return render(
        request,
        "answers/tip.html",
        {"form": form, "answer": answer, "purse": purse_of(request.user)},
        status=422 if form.is_bound else 200,
    )


@require_POST
@member_required
@limited("coins")
def award_reversal(request, pk):
    """Takes back what pots paid for the answer lately; for moderators, with a reason."""
    answer = get_object_or_404(Answer.objects.shown_to(request.user), pk=pk)
    form = ReversalForm(request.POST)
    reversal = form.carry_out(answer.reverse_award, by=request.user)
    if reversal:
        messages.success(request, returned(reversal))
    else:
        messages.error(request, next(iter(form.errors.values()))[0])
    return redirect(answer)


def returned(reversal):
    """What a moderator reads who took an award back."""
    words = _("%(coins)s coins went back to their pledgers.")
    if reversal.missing:
        words = _("%(coins)s coins went back to their pledgers, %(missing)s were spent already.")
    return words % {"coins": reversal.coins, "missing": reversal.missing}
