from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import member_required
from answers.models import Answer
from limits.rates import limited
from posts.removing import remove_or_restore


@require_POST
@member_required
@limited("accept")
def acceptance(request, pk):
    """`value=1` accepts the answer, `value=0` withdraws the acceptance."""
    answer = get_object_or_404(Answer.objects.visible().select_related("question"), pk=pk)
    value = request.POST.get("value")
    if value not in {"0", "1"}:
        return HttpResponseBadRequest()
    try:
        if value == "1":
            answer.accept(by=request.user)
        else:
            answer.withdraw_acceptance(by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(answer)


@require_POST
@member_required
def answer_removal(request, pk):
    """`value=1` removes the answer, `value=0` restores it."""
    answer = get_object_or_404(
        Answer.objects.shown_to(request.user).select_related("question"), pk=pk
    )
    return remove_or_restore(
        answer,
        request,
        removed=_("The answer is removed. You can still restore it."),
        restored=_("The answer is back."),
    )
