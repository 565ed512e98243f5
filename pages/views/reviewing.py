"""Suggested edits: for reviewers all of them, for a post's author those of that post."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import member_required
from accounts.privileges import has_privilege, require_privilege
from limits.rates import limited
from pages.reviewing import EDITS, FORMS, POSTS, queue, shown_edits, with_posts
from posts.changes import would_change
from posts.finding import BIGGEST_KEY
from posts.models.revision import LONGEST_REASON
from posts.rules import may_review, require_reviewer, require_writer

A_PAGE = 10


@require_safe
@member_required
def suggested_edits(request):
    """What waits, the oldest first; `?question=3` and `?answer=7` ask for those of one post."""
    require_writer(request.user)
    of = post_asked(request.GET)
    if not (of and may_review(of, request.user)):
        require_privilege(request.user, "review")
    page = Paginator(queue(of), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "of": of,
        "page": page,
        "edits": shown_edits(page, request.user),
        "query": f"{of._meta.model_name}={of.pk}&" if of else "",
    }
    return render(request, "pages/suggested_edits.html", context)


def post_asked(params):
    """The post whose suggested edits are asked for, or None for those of all."""
    kind = next((kind for kind in POSTS if kind in params), None)
    if kind is None:
        return None
    number = params[kind]
    if not (number.isascii() and number.isdecimal() and int(number[:20]) <= BIGGEST_KEY):
        raise Http404
    post = get_object_or_404(POSTS[kind].objects.visible(), pk=number)
    if post.thread.removed_at:
        raise Http404
    return post


@require_POST
@member_required
@limited("review")
def decision(request, kind, pk):
    """`value=approved` makes it an edit, `value=rejected` with `because` does not."""
    edit = edit_asked(kind, pk)
    value = request.POST.get("value")
    if value not in {edit.Verdict.APPROVED, edit.Verdict.REJECTED}:
        return HttpResponseBadRequest()
    try:
        if value == edit.Verdict.APPROVED:
            edit.approve(by=request.user)
            messages.success(request, _("Approved: readers see it now."))
        else:
            because = request.POST.get("because", "").strip()[:LONGEST_REASON]
            edit.reject(by=request.user, because=because)
            messages.success(request, _("Rejected. Whoever suggested it will read why."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(after(edit, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("review")
def improvement(request, kind, pk):
    """The form with the suggested content, to be corrected and approved."""
    edit = edit_asked(kind, pk)
    require_reviewer(edit, request.user)
    data = request.POST if request.method == "POST" else None
    form = FORMS[kind](data, initial=edit.content, post=edit.post, own=True)
    if form.is_bound and form.carry_out(edit.improve, by=request.user) is not None:
        messages.success(request, _("Approved with your corrections."))
        return redirect(after(edit, request.user))
    context = {
        "form": form,
        "kind": kind,
        "edit": edit,
        "changes": would_change(edit.post, edit.content),
    }
    return render(request, "pages/improve.html", context, status=form.status)


def edit_asked(kind, pk):
    """The suggested edit at an address; not found where its post is not shown."""
    if kind not in EDITS:
        raise Http404
    edit = get_object_or_404(with_posts(kind), pk=pk)
    if any(each.removed_at for each in edit.post.line):
        raise Http404
    return edit


def after(edit, member):
    """Where a decision leads: a reviewer to what waits next, an author to the post."""
    return "suggested_edits" if has_privilege(member, "review") else edit.post
