"""A member's reputation: every change of it with its reason. For everybody."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from pages.levels import levels_of
from pages.statement.mentions import Mentions
from posts.addresses import moved_to
from posts.paging import KeyPage


@require_safe
def reputation(request, pk, slug):
    """What was added and taken, newest first, and what it opens."""
    member = get_object_or_404(User.objects.shown_to(request.user), pk=pk)
    if slug != member.slug:
        return moved_to(reverse("reputation", args=[pk, member.slug]), request)
    page = KeyPage(member.reputation_changes.order_by("-at", "-pk"), request.GET, by="at")
    mentions = Mentions([change.about for change in page], request.user)
    for change in page:
        change.mention = mentions.of(change.about)
    context = {"member": member, "path": [member], "page": page}
    return render(request, "pages/reputation.html", context | {"levels": levels_of(member)})
