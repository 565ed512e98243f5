"""Pages that are only words, and what serves the editor everywhere."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView

import markup
from accounts.access import member_required
from accounts.privileges import level
from limits.rates import limited
from pages.coin_figures import coin_figures
from pages.levels import levels_of, standing_figures
from posts.bodies import MOST_CHARACTERS, even
from posts.models.draft import DAYS_KEPT
from posts.models.suggested_edit import MOST_OF_A_MEMBER, MOST_OF_A_POST

about = TemplateView.as_view(template_name="pages/about.html")


@require_safe
def help_page(request):
    """How everything here works, with the figures as this site has set them."""
    editing = {
        "edit": level("edit"),
        "review": level("review"),
        "of_a_post": MOST_OF_A_POST,
        "of_a_member": MOST_OF_A_MEMBER,
        "minutes": settings.REVISION_MINUTES,
        "draft_days": DAYS_KEPT,
    }
    closing = {
        "level": level("close"),
        "votes": settings.CLOSE_VOTES,
        "days": settings.CLOSE_VOTE_DAYS,
        "protected": level("answer protected"),
    }
    context = {
        "closing": closing,
        "figures": coin_figures(),
        "levels": levels_of(request.user),
        "reputation": standing_figures(),
        "comment_level": level("comment"),
        "comment_minutes": settings.COMMENT_EDIT_MINUTES,
        "editing": editing,
    }
    return render(request, "pages/help.html", context)


@require_safe
def privacy(request):
    """What the site keeps of whom, for how long, and who sees it."""
    context = {
        "address_days": settings.ADDRESSES_KEPT_DAYS,
        "asks_akismet": bool(settings.AKISMET_KEY),
    }
    return render(request, "pages/privacy.html", context)


@require_safe
def health(request):
    """That the process answers, for whoever watches it."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_POST
@member_required
@limited("preview")
def preview(request):
    """A text as its page will show it."""
    context = {"html": "", "error": ""}
    try:
        context["html"] = markup.render(even(request.POST.get("body", ""))[:MOST_CHARACTERS])
    except ValidationError as refusal:
        context["error"] = refusal.messages[0]
    template = "posts/_preview.html" if request.htmx else "posts/preview.html"
    return render(request, template, context)
