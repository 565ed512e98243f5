from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from limits.rates import limited
from posts.removing import remove_or_restore
from posts.rules import require_author_or_moderator
from questions.forms import EditQuestionForm
from questions.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("edit")
def edit_question(request, pk):
    """The form with the question's text, for its author and moderators."""
    question = get_object_or_404(Question.objects.shown_to(request.user).for_page(), pk=pk)
    require_author_or_moderator(question, request.user)
    form = EditQuestionForm.of(question, request.POST if request.method == "POST" else None)
    edited = form.is_bound and form.carry_out(question.edit, by=request.user)
    if edited:
        return redirect(edited)
    return render(
        request,
        "questions/edit.html",
        {"form": form, "question": question},
        status=422 if form.is_bound else 200,
    )


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
