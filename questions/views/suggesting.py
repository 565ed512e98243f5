from django.contrib import messages
from django.http import HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from limits.rates import limited
from posts.drafts import draft_of
from posts.rules import may_edit, require_writer
from posts.suggesting import earlier
from questions.forms import SuggestQuestionForm
from questions.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("edit")
def suggest_question_edit(request, pk):
    """The form with the question's text, for those who may not edit it."""
    question = get_object_or_404(Question.objects.for_page(), pk=pk)
    if question.removed_at:
        return HttpResponseGone()
    if request.method != "POST" and may_edit(question, request.user):
        return redirect("edit_question", pk)
    require_writer(request.user)
    draft = draft_of(request, f"edit:question:{pk}")
    data = request.POST if request.method == "POST" else None
    form = SuggestQuestionForm.of(question, draft, data)
    if form.is_bound and draft.become(form, question.suggest_edit, by=request.user):
        messages.success(request, _("Thank you. Your edit waits for review."))
        return redirect(question)
    context = {"form": form, "question": question, "draft": draft}
    context |= earlier(question, request.user)
    return render(request, "questions/suggest.html", context, status=form.status)
