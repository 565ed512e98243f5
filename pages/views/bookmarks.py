"""What a member keeps, for themself alone."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import member_required
from bookmarks.models import LONGEST_NOTE
from pages.statement.mentions import Mentions
from posts.paging import KeyPage


@require_safe
@member_required
def bookmarks(request):
    """The reader's bookmarks with their notes, newest first: four queries whatever their number."""
    page = KeyPage(request.user.bookmarks.newest(), request.GET, by="at")
    mentions = Mentions([kept.about for kept in page], request.user)
    for kept in page:
        kept.mention = mentions.of(kept.about)
    return render(request, "pages/bookmarks.html", {"page": page, "longest": LONGEST_NOTE})
