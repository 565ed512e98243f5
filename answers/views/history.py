from django.http import HttpResponseGone
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import member_required
from answers.models import Answer
from limits.rates import limited
from posts.history import history, is_signed_out, roll_back
from questions.models import Question


@require_safe
@limited("cold page", by=("address", "range"), methods=("GET",), when=is_signed_out)
def answer_history(request, pk):
    """What the answer said after each edit, newest first."""
    answer = get_object_or_404(Answer.objects.select_related("author", "question"), pk=pk)
    shown = Answer.objects.shown_to(request.user).filter(
        pk=pk, question__in=Question.objects.shown_to(request.user)
    )
    if not shown.exists():
        return HttpResponseGone()
    context = {
        **history(answer, request),
        "question": answer.question,
        "edit_url": reverse("edit_answer", args=[pk]),
        "rollback_url": reverse("answer_rollback", args=[pk]),
    }
    return render(request, "posts/history.html", context)


@require_POST
@member_required
@limited("edit")
def answer_rollback(request, pk):
    """Gives the answer the text of its revision `to`."""
    answer = get_object_or_404(Answer.objects.shown_to(request.user), pk=pk)
    return roll_back(answer, request, back=reverse("answer_history", args=[pk]))
