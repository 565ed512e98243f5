from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import member_required
from answers.models import Answer
from bookmarks.models import Bookmark
from limits.rates import limited
from posts.bodies import even
from questions.models import Question


@require_POST
@member_required
@limited("bookmark")
def question_bookmark(request, pk):
    """`value=1` keeps the question, with `note` if there is one; `value=0` keeps it no more."""
    return _keep(request, get_object_or_404(Question.objects.visible(), pk=pk))


@require_POST
@member_required
@limited("bookmark")
def answer_bookmark(request, pk):
    """As for questions."""
    answers = Answer.objects.visible().filter(question__in=Question.objects.visible())
    return _keep(request, get_object_or_404(answers, pk=pk))


@require_POST
@member_required
@limited("bookmark")
def bookmark(request, pk):
    """From the list of one's own: `note` changes the note, `value=0` removes the bookmark."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    back = reverse("bookmarks") + query
    mine = request.user.bookmarks.select_related("question", "answer").filter(pk=pk)
    note = _note(request)
    if note is not None:
        if _put(request, get_object_or_404(mine).post, note):
            messages.success(request, _("The note is saved."))
        return redirect(f"{back}#bookmark-{pk}")
    if request.POST.get("value") != "0":
        return HttpResponseBadRequest()
    for kept in mine:
        Bookmark.take_away(by=request.user, post=kept.post)
        messages.success(request, _("The bookmark is removed."))
    return redirect(back)


def _keep(request, post):
    value, note = request.POST.get("value"), _note(request)
    if value not in {"0", "1"}:
        return HttpResponseBadRequest()
    if value == "1":
        post.is_bookmarked = _put(request, post, note)
    else:
        note = Bookmark.take_away(by=request.user, post=post)
        post.is_bookmarked = False
    if not request.htmx:
        return redirect(post)
    # The note comes back with a bookmark that was taken away by mistake.
    return render(request, "bookmarks/_bookmark.html", {"post": post, "note": note})


def _put(request, post, note):
    """Keep the post, or say why not. Returns whether it is kept."""
    try:
        Bookmark.put(by=request.user, post=post, note=note)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return False
    return True


def _note(request):
    """The note that was sent, or None."""
    note = request.POST.get("note")
    return note if note is None else even(note).strip()
