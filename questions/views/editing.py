from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from limits.rates import limited
from posts.drafts import draft_of
from posts.removing import remove_or_restore
from posts.rules import may_suggest, require_editor
from questions.forms import EditQuestionForm
from questions.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("edit")
def edit_question(request, pk):
    """The form with the question's text, for those who may edit it."""
    question = get_object_or_404(Question.objects.shown_to(request.user).for_page(), pk=pk)
    if request.method != "POST" and may_suggest(question, request.user):
        return redirect("suggest_question_edit", pk)
    require_editor(question, request.user)
    draft = draft_of(request, f"edit:question:{pk}")
    data = request.POST if request.method == "POST" else None
    form = EditQuestionForm.of(question, draft, data)
    edited = form.is_bound and draft.become(form, question.edit, by=request.user)
    if edited:
        return redirect(edited)
    context = {"form": form, "question": question, "draft": draft}
    return render(request, "questions/edit.html", context, status=form.status)


@require_POST
@member_required
def question_removal(request, pk):
    """`value=1` removes the question, `value=0` restores it."""
    question = get_object_or_404(Question.objects.shown_to(request.user), pk=pk)
    return remove_or_restore(
        question,
        request,
        removed=_("The question is removed. You can still restore it."),
        restored=_("The question is back."),
    )
