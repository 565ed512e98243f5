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
        return _mark(request, clean_up)
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
    member = request.POST.get("member", "")
    member = get_object_or_404(User, pk=member if member.isdecimal() and len(member) < 19 else 0)
    try:
        because = request.POST.get("because", "").strip()[:500]
        cleaned = clean_up.seize(by=request.user, member=member, because=because)
    except (PermissionDenied, ValidationError) as refusal:
        messages.error(request, words_of(refusal))
    else:
        figures = {"coins": cleaned.seizure.coins, "missing": cleaned.seizure.missing}
        messages.success(
            request, _("%(coins)s coins taken back; %(missing)s could not be had.") % figures
        )
    return redirect("admin:moderation_cleanup_change", clean_up.pk)
