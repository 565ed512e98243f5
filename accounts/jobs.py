"""Work that runs by itself; `queshub/schedule.py` says when."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User

PROOF_DAYS = 7


def forget_unproved_members():
    """Delete sign-ups whose address nobody proved in a week, and so free name and address."""
    for member in User.objects.never_proved(before=timezone.now() - timedelta(days=PROOF_DAYS)):
        member.delete_account()
