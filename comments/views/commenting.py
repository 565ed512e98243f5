from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from accounts.kept import kept_page
from answers.models import Answer
from comments.forms import CommentForm, EditCommentForm
from comments.models import Comment
from comments.places import list_id
from comments.rules import require_editor
from comments.views.reading import all_comments, in_sight, page_of_all, question_of
from limits.rates import limited
from posts.removing import remove_or_restore
from posts.screened import Origin
from questions.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
@limited("comment")
def question_comments(request, pk):
    """All comments on a question; a POST adds one."""
    questions = Question.objects.select_related("author", "category__parent__parent")
    question = get_object_or_404(questions, pk=pk)
    return add(request, question) if request.method == "POST" else all_comments(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("comment")
def answer_comments(request, pk):
    """All comments on an answer; a POST adds one."""
    answers = Answer.objects.select_related("author", "question__category__parent__parent")
    answer = get_object_or_404(answers, pk=pk)
    return add(request, answer) if request.method == "POST" else all_comments(request, answer)


@member_required
def add(request, post):
    """Takes a new comment; the ask page's forms arrive here too."""
    if is_gone(post):
        return came_too_late(request)
    form = CommentForm(request.POST, auto_id=f"{list_id(post)}-%s", origin=Origin.of(request))
    comment = form.carry_out(Comment.write, by=request.user, post=post)
    return redirect(comment) if comment else page_of_all(request, post, form)


def is_gone(post):
    """Whether the post, or the question it stands below, has been removed."""
    return bool(post.removed_at or question_of(post).removed_at)


def came_too_late(request):
    """The post was removed while its comment was written: the text is given back."""
    return kept_page(
        request,
        status=410,
        heading=_("This post has been removed"),
        words=_("It takes no comments any more. Your text is here, to be copied."),
        again=False,
    )


def changeable(viewer):
    """The comments that this reader might change."""
    return Comment.objects.shown_to(viewer).select_related("author", "question", "answer__question")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("edit")
def edit_comment(request, pk):
    """The form with the comment's text: for its author, who has some minutes, and moderators."""
    comment = get_object_or_404(changeable(request.user), pk=pk)
    if not in_sight(comment.post, request.user):
        return HttpResponseGone()
    data = request.POST if request.method == "POST" else None
    form = EditCommentForm(data, initial={"body": comment.body}, auto_id="comment-%s")
    refusal = too_late(comment, request.user)
    if form.is_bound and form.carry_out(comment.edit, by=request.user):
        return redirect(comment)
    if not form.is_bound and refusal:
        messages.error(request, refusal)
        return redirect(comment)
    context = {"form": form, "comment": comment, "question": comment.stands_on}
    return render(request, "comments/edit.html", context, status=422 if form.is_bound else 200)


def too_late(comment, viewer):
    """Why the author may no longer change it; "" where they may. PermissionDenied for others."""
    try:
        require_editor(comment, viewer)
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""


@require_POST
@member_required
def comment_removal(request, pk):
    """`value=1` removes the comment, `value=0` restores it."""
    return remove_or_restore(
        get_object_or_404(changeable(request.user), pk=pk),
        request,
        removed=_("The comment is removed. You can still restore it."),
        restored=_("The comment is back."),
    )
