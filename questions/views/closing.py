from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from accounts.privileges import require_privilege
from limits.rates import limited
from posts.rules import require_writer
from questions.closing_form import closing_form
from questions.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("close")
def closure(request, pk):
    """`value=1` wants the question closed, `value=0` wants it open; the form stands here too.

    Who wants what the question is already takes their vote for the contrary back.
    """
    question = get_object_or_404(Question.objects.visible().for_page(), pk=pk)
    require_writer(request.user)
    if request.method != "POST":
        require_privilege(request.user, "close")
        return redirect(question) if question.closed_at else form_page(request, question)
    match request.POST.get("value"):
        case "1" if question.closed_at:
            return withdrawn(request, question)
        case "1":
            return form_page(request, question)
        case "0" if question.closed_at:
            return reopening(request, question)
        case "0":
            return withdrawn(request, question)
    return HttpResponseBadRequest()


def form_page(request, question):
    """Carry the form out and lead back; else show it, with all that was typed."""
    member = request.user
    form = closing_form(request.POST or None, member=member)
    verb = question.close if member.is_moderator else question.vote_to_close
    closed = form.is_bound and form.carry_out(verb, by=member)
    if form.is_valid():
        messages.success(request, _("The question is closed.") if closed else counted(question))
        return redirect(question)
    context = {"form": form, "question": question}
    return render(request, "questions/closure.html", context, status=422 if form.is_bound else 200)


def reopening(request, question):
    try:
        opened = question.vote_to_reopen(by=request.user)
        messages.success(request, _("The question is open again.") if opened else counted(question))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(question)


def withdrawn(request, question):
    if question.withdraw_vote(by=request.user):
        messages.success(request, _("Your vote is withdrawn."))
    return redirect(question)


def counted(question):
    """What a voter reads whose vote was not the last one."""
    votes = question.close_votes.standing().count()
    figures = {"votes": votes, "needed": settings.CLOSE_VOTES}
    return _("Your vote counts: there are %(votes)s of %(needed)s.") % figures
