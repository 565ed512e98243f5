"""Work that runs by itself; `queshub/schedule.py` says when."""

from datetime import timedelta

from django.utils import timezone

from posts.models import Draft
from posts.models.draft import DAYS_KEPT


def forget_old_drafts():
    """Delete drafts that nobody went on with for three months."""
    Draft.objects.filter(saved_at__lt=timezone.now() - timedelta(days=DAYS_KEPT)).delete()
