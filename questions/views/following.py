from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import member_required
from limits.rates import limited
from questions.models import Follow, Question


@require_POST
@member_required
@limited("follow")
def follow(request, pk):
    """`value=1` follows the question, `value=0` stops."""
    question = get_object_or_404(Question.objects.visible(), pk=pk)
    value = request.POST.get("value")
    if value not in {"0", "1"}:
        return HttpResponseBadRequest()
    verb = Follow.begin if value == "1" else Follow.stop
    verb(by=request.user, question=question)
    if not request.htmx:
        return redirect(question)
    question.is_followed = value == "1"
    question.followers = question.follows.current().count()
    return render(request, "questions/_follow.html", {"question": question})
