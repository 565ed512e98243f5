from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

LONGEST_REASON = 500


def remove_or_restore(post, request, *, removed, restored):
    """What a POST to a post's removal does: `value=1` removes it, `value=0` restores it.

    `removed` and `restored` are the messages for the reader, who is led back to the post.
    """
    value = request.POST.get("value")
    if value not in {"0", "1"}:
        return HttpResponseBadRequest()
    try:
        if value == "1":
            post.remove(by=request.user, because=reason(post, request))
            messages.success(request, removed)
        else:
            post.restore(by=request.user)
            messages.success(request, restored)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(post)


def reason(post, request):
    """The reason that was given. Authors need none for what is theirs; everybody else does."""
    because = request.POST.get("because", "").strip()[:LONGEST_REASON]
    if not because and post.author_id != request.user.pk:
        raise ValidationError(_("Say why: its author will read it."))
    return because or _("Removed by its author.")
