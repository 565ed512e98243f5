from django.http import HttpResponseGone
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import member_required
from limits.rates import limited
from posts.history import history, is_signed_out, roll_back
from questions.models import Question


@require_safe
@limited("cold page", by=("address", "range"), methods=("GET",), when=is_signed_out)
def question_history(request, pk):
    """What the question said after each edit, newest first."""
    question = get_object_or_404(Question.objects.for_page(), pk=pk)
    if not Question.objects.shown_to(request.user).filter(pk=pk).exists():
        return HttpResponseGone()
    context = {
        **history(question, request),
        "question": question,
        "edit_url": reverse("edit_question", args=[pk]),
        "rollback_url": reverse("question_rollback", args=[pk]),
    }
    return render(request, "posts/history.html", context)


@require_POST
@member_required
@limited("edit")
def question_rollback(request, pk):
    """Gives the question the content of its revision `to`."""
    question = get_object_or_404(Question.objects.shown_to(request.user), pk=pk)
    return roll_back(question, request, back=reverse("question_history", args=[pk]))
