"""A member's drafts: for them alone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from accounts.kept import kept_page
from limits.rates import limited
from pages.drafts import address_of, shown_drafts
from posts.models import Draft, NewerDraft
from posts.models.draft import DAYS_KEPT, PLACE


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("draft", by=("member",))
def drafts(request):
    """What waits to be posted; a POST saves what a form holds.

    draft.js is answered 204, 409 with the newer draft, or 422; the button leads back to the form.
    """
    if request.method == "POST":
        return save(request)
    mine = request.user.drafts.order_by("-saved_at")
    context = {"drafts": shown_drafts(mine, request.user), "days_kept": DAYS_KEPT}
    return render(request, "pages/drafts.html", context)


def save(request):
    """Keep what the form holds, and answer whoever sent it: draft.js, or the form's button."""
    place, version = request.POST.get("draft_place", ""), request.POST.get("draft_version", "")
    if not (PLACE.fullmatch(place) and version.isdecimal() and len(version) < 10):
        return HttpResponseBadRequest()
    fields, by_button = request.POST.dict(), request.accepts("text/html")
    try:
        Draft.keep(by=request.user, place=place, fields=fields, version=int(version))
    except ValidationError as refusal:
        return given_back(request, refusal) if by_button else refused(refusal)
    if not by_button:
        return HttpResponse(status=204)
    messages.success(request, _("Your draft is saved."))
    return redirect(address_of(place))


def refused(refusal):
    """For draft.js: the draft that is there by now, or why this one cannot be kept."""
    if not isinstance(refusal, NewerDraft):
        return JsonResponse({"said": refusal.messages[0]}, status=422)
    newer = refusal.draft
    return JsonResponse(
        {"version": newer.version if newer else 0, "fields": newer.fields if newer else {}},
        status=409,
    )


def given_back(request, refusal):
    """For the button: the text, to be copied."""
    words = f"{refusal.messages[0]} {_('Your text is here, to be copied.')}"
    return kept_page(
        request,
        status=409 if isinstance(refusal, NewerDraft) else 422,
        heading=_("This draft was not saved"),
        words=words,
        again=False,
    )


@require_POST
@member_required
def draft_removal(request):
    """Forgets the draft at `place`, and leads back to its form, or to the list."""
    place = request.POST.get("place", "")
    if not PLACE.fullmatch(place):
        return HttpResponseBadRequest()
    Draft.discard(by=request.user, place=place)
    messages.success(request, _("Your draft is gone."))
    return redirect("drafts" if "listed" in request.POST else address_of(place))
