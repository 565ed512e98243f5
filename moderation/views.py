from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from answers.models import Answer
from comments.models import Comment
from limits.rates import limited
from moderation.forms import FlagForm
from moderation.models import Flag
from moderation.models.flag import require_flagger
from questions.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("flag")
def question_flag(request, pk):
    """The form by which a member tells moderators that something is wrong with a question."""
    return _flag(request, get_object_or_404(Question.objects.visible(), pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("flag")
def answer_flag(request, pk):
    """As for questions."""
    answers = Answer.objects.visible().select_related("question")
    return _flag(request, get_object_or_404(answers, pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("flag")
def comment_flag(request, pk):
    """As for questions."""
    comments = Comment.objects.visible().select_related("question", "answer__question")
    return _flag(request, get_object_or_404(comments, pk=pk))


def _flag(request, post):
    if any(each.removed_at for each in post.line):
        raise Http404
    require_flagger(request.user, post)
    form = FlagForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.carry_out(Flag.put, by=request.user, post=post):
        messages.success(request, _("Thank you. A moderator will look at it."))
        return redirect(post.thread)
    return render(
        request,
        "moderation/flag.html",
        {"form": form, "post": post, "question": post.thread},
        status=422 if form.is_bound else 200,
    )
