from django.contrib import admin

from accounts.admin_pages import ReadOnlyAdmin
from votes.models import SerialVoting


@admin.register(SerialVoting)
class SerialVotingAdmin(ReadOnlyAdmin):
    """Votes that the site took back, with why."""

    list_display = ["at", "voter", "author", "value", "count", "of", "since", "undone_at"]
    list_select_related = ["voter", "author"]
