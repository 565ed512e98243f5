from django.http import HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import member_required
from accounts.kept import kept_page
from answers.forms import AnswerForm, EditAnswerForm
from answers.models import Answer
from answers.places import address_of
from answers.rules import may_answer
from limits.rates import limited
from posts.drafts import draft_of
from posts.rules import may_suggest, require_editor, require_writer
from posts.screened import Origin
from questions.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("answer")
def answer_question(request, pk):
    """The form for an answer on a page of its own; the ask page's form arrives here too."""
    question = question_to_answer(pk)
    if question.removed_at:
        return came_too_late(request)
    require_writer(request.user)
    if request.method != "POST" and not may_answer(question, request.user):
        return redirect(question)
    draft = draft_of(request, f"answer:question:{question.pk}")
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, initial=draft.fields, origin=Origin.of(request))
    answer = form.is_bound and draft.become(form, Answer.write, by=request.user, question=question)
    if answer:
        return redirect(answer)
    context = {"form": form, "question": question, "draft": draft}
    return render(request, "answers/answer.html", context, status=422 if form.is_bound else 200)


def question_to_answer(pk):
    """The question, or the one that it was merged into, perhaps while the answer was written."""
    question = get_object_or_404(Question.objects.for_page(), pk=pk)
    into = question.merged_into
    return Question.objects.for_page().get(pk=into.pk) if into else question


def came_too_late(request):
    """The question was removed while its answer was written: the text is given back."""
    if request.method != "POST":
        return HttpResponseGone()
    return kept_page(
        request,
        status=410,
        heading=_("This question has been removed"),
        words=_("It takes no answers any more. Your text is here, to be copied."),
        again=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("edit")
def edit_answer(request, pk):
    """The form with the answer's text, for those who may edit it."""
    shown = Answer.objects.shown_to(request.user).select_related("question")
    answer = get_object_or_404(shown, pk=pk, question__in=Question.objects.shown_to(request.user))
    if request.method != "POST" and may_suggest(answer, request.user):
        return redirect("suggest_answer_edit", pk)
    require_editor(answer, request.user)
    draft = draft_of(request, f"edit:answer:{pk}")
    form = EditAnswerForm.of(answer, draft, request.POST if request.method == "POST" else None)
    if form.is_bound and draft.become(form, answer.edit, by=request.user):
        return redirect(answer)
    context = {"form": form, "answer": answer, "question": answer.question, "draft": draft}
    return render(request, "answers/edit.html", context, status=form.status)


@require_safe
def answer(request, pk):
    """An answer's lasting address: leads to its place on the ask page."""
    answer = get_object_or_404(Answer.objects.select_related("question"), pk=pk)
    page = address_of(answer, request.user)
    return redirect(f"{page}#answer-{pk}") if page else HttpResponseGone()
