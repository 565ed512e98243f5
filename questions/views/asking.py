from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from limits.rates import limited
from posts.drafts import draft_of
from posts.rules import require_writer
from posts.screened import Origin
from questions.forms import AskForm
from questions.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("ask")
def ask(request):
    """The form for a new question."""
    require_writer(request.user)
    draft = draft_of(request, "question")
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, initial=draft.fields, member=request.user, origin=Origin.of(request))
    question = form.is_bound and draft.become(form, Question.ask, by=request.user)
    if question:
        return redirect(question)
    context = {"form": form, "draft": draft}
    return render(request, "questions/ask.html", context, status=422 if form.is_bound else 200)
