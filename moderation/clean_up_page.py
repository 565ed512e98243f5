"""A clean-up's page in the admin: how far it is, and who got coins through its member."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.admin_actions import words_of
from accounts.models import User
from moderation.models import CleanedCoins, CleanUp
from posts.finding import BIGGEST_KEY
from rewards.models import Account, Seizure
from rewards.received import received

# Receivers that are shown, those of most coins first.
MOST = 50


class Receiver(NamedTuple):
    """Who got coins through the member, how many, and what was taken back of them."""

    member: User
    coins: int
    seizure: Seizure | None


def clean_up_page(admin, request, number):
    """Show it; a POST marks a receiver as part of the ring."""
    if not (admin.has_view_permission(request) and request.user.is_moderator):
        raise PermissionDenied
    rows = CleanUp.objects.select_related("member", "by", "undone_by")
    number = int(number[:19]) if number.isascii() and number.isdecimal() else 0
    clean_up = get_object_or_404(rows, pk=min(number, BIGGEST_KEY))
    if request.method == "POST":
        (_spare if "spare" in request.POST else _mark)(request, clean_up)
        return redirect("admin:moderation_cleanup_change", clean_up.pk)
    done = clean_up.cleaned_posts.count() + clean_up.cleaned_votes.count()
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Clean-up after %s") % (clean_up.member or _("a member who left")),
        "opts": admin.model._meta,
        "clean_up": clean_up,
        "done": done,
        "all": done + clean_up.left,
        "receivers": _receivers(clean_up),
    }
    return render(request, "admin/moderation/clean_up.html", context)


def _receivers(clean_up):
    """Those who got most, and all from whom something was taken."""
    if clean_up.member is None:
        return []
    cleaned = CleanedCoins.objects.filter(clean_up=clean_up).select_related("seizure")
    taken = {each.seizure.account_id: each.seizure for each in cleaned}
    sums = received(Account.of(clean_up.member))
    wanted = dict(sums.most_common(MOST)) | {pk: sums[pk] for pk in taken}
    accounts = Account.objects.select_related("owner").in_bulk(wanted)
    found = [
        Receiver(accounts[pk].owner, coins, taken.get(pk))
        for pk, coins in wanted.items()
        if accounts[pk].owner
    ]
    return sorted(found, key=lambda each: -each.coins)


def _mark(request, clean_up):
    """Take back what a receiver got: they are part of the ring."""
    try:
        because = request.POST.get("because", "").strip()[:500]
        how = {"by": request.user, "because": because}
        seizure = clean_up.seize(member=_member(request, "member"), **how).seizure
    except (PermissionDenied, ValidationError) as refusal:
        messages.error(request, words_of(refusal))
    else:
        figures = {"coins": seizure.coins, "missing": seizure.missing}
        words = _("%(coins)s coins taken back; %(missing)s could not be had.")
        messages.success(request, words % figures)


def _spare(request, clean_up):
    """Give it back: they are not, as an appeal has shown perhaps."""
    if clean_up.spare(by=request.user, member=_member(request, "spare")):
        messages.success(request, _("Given back."))


def _member(request, name):
    number = request.POST.get(name, "")
    return get_object_or_404(User, pk=number if number.isdecimal() and len(number) < 19 else 0)
