"""Locking and protecting: for each a page with the form, or with what stands and its end."""

from django.contrib import messages
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from limits.rates import limited
from posts.rules import require_moderator
from questions.models import Question
from questions.restricting_form import RestrictingForm


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("close")
def lock(request, pk):
    """`value=1` locks the question, `value=0` lifts the lock."""
    question = restrictable(request, pk)
    match request.POST.get("value"):
        case "1":
            return begun(request, question, "lock", question.lock, _("The question is locked."))
        case "0":
            return lifted(request, question, question.unlock, _("The lock is lifted."))
        case None if request.method != "POST":
            return shown(request, question, "lock", RestrictingForm())
    return HttpResponseBadRequest()


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("close")
def protection(request, pk):
    """`value=1` protects the question, `value=0` lifts the protection."""
    question = restrictable(request, pk)
    match request.POST.get("value"):
        case "1":
            words = _("The question is protected.")
            return begun(request, question, "protection", question.protect, words)
        case "0":
            words = _("The protection is lifted.")
            return lifted(request, question, question.unprotect, words)
        case None if request.method != "POST":
            return shown(request, question, "protection", RestrictingForm())
    return HttpResponseBadRequest()


def restrictable(request, pk):
    """The question, for moderators only."""
    require_moderator(request.user)
    return get_object_or_404(Question.objects.visible().for_page(), pk=pk)


def begun(request, question, page, verb, words):
    """Carry the form out and lead back; else show it, with all that was typed."""
    form = RestrictingForm(request.POST)
    form.carry_out(verb, by=request.user)
    if not form.is_valid():
        return shown(request, question, page, form)
    messages.success(request, words)
    return redirect(question)


def lifted(request, question, verb, words):
    if verb(by=request.user):
        messages.success(request, words)
    return redirect(question)


def shown(request, question, page, form):
    context = {
        "form": form,
        "question": question,
        "lock": question.open_lock,
        "protection": question.open_protection,
    }
    status = 422 if form.is_bound else 200
    return render(request, f"questions/{page}.html", context, status=status)
