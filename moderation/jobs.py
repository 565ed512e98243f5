import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q

from moderation.models import CleanUp

log = logging.getLogger(__name__)


def go_on_cleaning_up():
    """Go on with the clean-ups that are not done, and with those that are being undone."""
    going = Q(undone_at=None, finished_at=None) | Q(undone_at__isnull=False, restored_at=None)
    for clean_up in CleanUp.objects.filter(going).order_by("pk"):
        try:
            clean_up.go_on()
        except (PermissionDenied, ValidationError):
            # Whoever began it may moderate no more: the others go on.
            log.exception("clean_up_stands clean_up=%d", clean_up.pk)
