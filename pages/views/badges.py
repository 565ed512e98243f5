"""All badges, one of them, and those of a member. For everybody."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from badges.models import BadgeGiven
from badges.reading import all_badges, levels_of
from badges.rules import BY_SLUG
from pages.statement.mentions import Mentions
from posts.addresses import moved_to
from posts.paging import KeyPage


@require_safe
def badges(request):
    """What there is, and how often each was given."""
    return render(request, "pages/badges.html", {"badges": all_badges(request.user)})


@require_safe
def badge(request, slug):
    """A badge's rule, and who has it, the last one first."""
    badge = BY_SLUG.get(slug)
    if badge is None:
        raise Http404
    given = BadgeGiven.objects.filter(badge=slug).shown().select_related("member")
    page = page_of(given.defer("member__about", "member__about_html"), request)
    return render(request, "pages/badge.html", {"badge": badge, "page": page})


@require_safe
def member_badges(request, pk, slug):
    """The badges of a member, the last one first."""
    member = get_object_or_404(User.objects.shown_to(request.user), pk=pk)
    if slug != member.slug:
        return moved_to(reverse("member_badges", args=[pk, member.slug]), request)
    page = page_of(member.badges.filter(badge__in=BY_SLUG), request)
    for given in page:
        given.rule = BY_SLUG[given.badge]
    context = {"member": member, "path": [member], "page": page, "levels": levels_of(member)}
    return render(request, "pages/member_badges.html", context)


def page_of(given, request):
    """Badges given with what each is for; three queries whatever their number."""
    page = KeyPage(given.newest(), request.GET, by="at")
    mentions = Mentions([each.about for each in page], request.user)
    for each in page:
        each.mention = mentions.of(each.about)
    return page
