"""What programs get where a question is not: the same as the readers of its page."""

from django.http import Http404, HttpResponseGone
from django.urls import reverse

from posts.addresses import moved_to


def in_its_place(question, request, name):
    """The answer for a removed question, or None while it is in sight.

    A merged one leads to the address `name` of the question that it was merged into. Of one that
    is held, nobody knows yet.
    """
    if not question.removed_at:
        return None
    into = question.merged_into
    if into and not into.removed_at:
        return moved_to(reverse(name, args=[into.pk]), request)
    if question.is_held:
        raise Http404
    return HttpResponseGone()
