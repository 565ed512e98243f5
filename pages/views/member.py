from django.http import HttpResponseGone
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import Act, User
from answers.models import Answer
from badges.reading import levels_of
from limits.rates import limited
from posts.addresses import moved_to
from posts.paging import KeyPage, is_deep
from questions.models import Question
from rewards.models import Account

TABS = ["answers", "questions"]


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def member(request, pk, slug):
    """A member's profile with their answers or questions."""
    member = get_object_or_404(User.objects.select_related("source"), pk=pk)
    viewer = request.user
    if member.removed_at and not (viewer.is_authenticated and viewer.is_moderator):
        return HttpResponseGone()
    if slug != member.slug:
        return moved_to(member.get_absolute_url(), request)
    knows = may_know(member, viewer)
    tab = request.GET.get("tab")
    tab = tab if tab in TABS else TABS[0]
    return render(
        request,
        "pages/member.html",
        {
            "member": member,
            "tab": tab,
            "tabs": TABS,
            tab: KeyPage(posts_of(member, tab), request.GET),
            "suspension": member.suspension if knows else None,
            "badges": levels_of(member),
            "coins": Account.balance_of(member) if knows else None,
            "was_moderated": viewer == member and Act.objects.filter(of=member.pk).exists(),
        },
    )


def posts_of(member, tab):
    """The member's visible posts of one kind, newest first."""
    if tab == "questions":
        return Question.objects.visible().filter(author=member).for_list().newest()
    return (
        Answer.objects.visible()
        .filter(author=member, question__removed_at=None)
        .select_related("question")
        .defer("body", "body_html", "question__body", "question__body_html")
        .newest()
    )


def may_know(member, viewer):
    """A suspension, and coins, are between the member and the moderators."""
    return viewer.is_authenticated and (viewer.pk == member.pk or viewer.is_moderator)
