from django.db.models import Q

from moderation.models import CleanUp


def go_on_cleaning_up():
    """Go on with the clean-ups that are not done, and with those that are being undone."""
    going = Q(undone_at=None, finished_at=None) | Q(undone_at__isnull=False, restored_at=None)
    for clean_up in CleanUp.objects.filter(going).order_by("pk"):
        clean_up.go_on()
