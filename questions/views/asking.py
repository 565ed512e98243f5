from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from limits.rates import limited
from questions.forms import AskForm
from questions.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("ask")
def ask(request):
    """The form for a new question."""
    form = AskForm(request.POST if request.method == "POST" else None, member=request.user)
    question = form.is_bound and form.carry_out(Question.ask, by=request.user)
    if question:
        return redirect(question)
    return render(
        request, "questions/ask.html", {"form": form}, status=422 if form.is_bound else 200
    )
