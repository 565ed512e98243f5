from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import member_required
from answers.models import Answer
from comments.models import Comment
from limits.rates import limited
from questions.models import Question
from votes.models import Vote

VALUES = {"1": 1, "0": 0, "-1": -1}


@require_POST
@member_required
@limited("vote")
def question_vote(request, pk):
    """`value=1` votes up, `value=-1` down, `value=0` takes the vote back."""
    return _vote(request, get_object_or_404(Question.objects.visible(), pk=pk))


@require_POST
@member_required
@limited("vote")
def answer_vote(request, pk):
    """As for questions."""
    return _vote(request, get_object_or_404(Answer.objects.visible(), pk=pk))


@require_POST
@member_required
@limited("vote")
def comment_vote(request, pk):
    """As for questions; comments are voted up only."""
    return _vote(request, get_object_or_404(Comment.objects.visible(), pk=pk))


def _vote(request, post):
    value = VALUES.get(request.POST.get("value"))
    if value is None:
        return HttpResponseBadRequest()
    refusal = ""
    try:
        Vote.cast(by=request.user, post=post, value=value)
    except ValidationError as error:
        refusal = error.messages[0]
    except PermissionDenied as error:
        refusal = str(error)
    if request.htmx:
        return _ballot(request, post, refusal)
    if refusal:
        messages.error(request, refusal)
    return redirect(post)


def _ballot(request, post, refusal):
    """The ballot as it is now, with what was refused beside it."""
    post.refresh_from_db(fields=["score"])
    vote = Vote.objects.about(post).filter(voter=request.user).first()
    post.my_vote = vote.counts if vote else 0
    template = "votes/_up.html" if post.kind == "comment" else "votes/_ballot.html"
    return render(request, template, {"post": post, "refusal": refusal})
