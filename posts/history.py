"""The revisions of a post as a page shows them, and the way back to one of them."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from posts.changes import Changes, changes
from posts.matching import Budget
from posts.models import ChangedMeanwhile, Revision
from posts.paging import KeyPage
from posts.rules import may_edit

A_PAGE = 20


class Step(NamedTuple):
    """A revision and what it changed; `changes` is None for the first one, which is all new."""

    revision: Revision
    changes: Changes | None
    is_current: bool


def is_signed_out(request):
    """Whose requests for a history are limited: pages that are made for one reader, and costly."""
    return request.user.is_anonymous


def history(post, request):
    """The part of a history page's context that is alike for all posts."""
    page = KeyPage(post.revisions.for_history(), request.GET, size=A_PAGE, by="number")
    side = request.GET.get("view") == "side"
    return {
        "post": post,
        "page": page,
        "steps": steps(post, page),
        "side": side,
        "may_edit": may_edit(post, request.user) and not (post.removed_at or post.thread.locked_at),
    }


def steps(post, page):
    """Newest first. A post that was never edited has one revision, of which there is no row."""
    revisions, is_first_page = page.rows, not page.has_previous
    if is_first_page and not revisions:
        revisions = [post.first_revision(post.content)]
    if not revisions:
        return []
    before = post.revisions.for_history().filter(number=revisions[-1].number - 1).first()
    budget = Budget()
    return [
        Step(
            new,
            changes(old.content, new.content, budget) if old else None,
            is_first_page and new is revisions[0],
        )
        for new, old in zip(revisions, [*revisions[1:], before], strict=True)
    ]


class RollBackForm(forms.Form):
    """Which revision, and the version that the history showed as the current one."""

    to = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    based_on = forms.IntegerField(required=False)


def roll_back(post, request, *, back):
    """What a POST to a post's rollback does; it leads back to the history at `back`."""
    form = RollBackForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    to = get_object_or_404(post.revisions, number=form.cleaned_data["to"])
    try:
        post.roll_back(by=request.user, to=to, based_on=form.cleaned_data["based_on"])
        messages.success(request, _("Revision %s is what readers see now.") % to.number)
    except ChangedMeanwhile:
        messages.error(request, _("There is a newer revision: look at that one first."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(back)
