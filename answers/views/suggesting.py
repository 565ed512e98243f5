from django.contrib import messages
from django.http import HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from answers.forms import SuggestAnswerForm
from answers.models import Answer
from limits.rates import limited
from posts.drafts import draft_of
from posts.rules import may_edit, require_writer
from posts.suggesting import earlier


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("edit")
def suggest_answer_edit(request, pk):
    """The form with the answer's text, for those who may not edit it."""
    answer = get_object_or_404(Answer.objects.select_related("question"), pk=pk)
    if answer.removed_at or answer.question.removed_at:
        return HttpResponseGone()
    if request.method != "POST" and may_edit(answer, request.user):
        return redirect("edit_answer", pk)
    require_writer(request.user)
    draft = draft_of(request, f"edit:answer:{pk}")
    data = request.POST if request.method == "POST" else None
    form = SuggestAnswerForm.of(answer, draft, data)
    if form.is_bound and draft.become(form, answer.suggest_edit, by=request.user):
        messages.success(request, _("Thank you. Your edit waits for review."))
        return redirect(answer)
    context = {"form": form, "answer": answer, "question": answer.question, "draft": draft}
    context |= earlier(answer, request.user)
    return render(request, "answers/suggest.html", context, status=form.status)
