"""What becomes of the coins of a member who leaves for good."""

from django.db import transaction
from django.utils import timezone

from rewards.models import SINK, Account, Entry
from rewards.models.transfer import Reason, move


@transaction.atomic
def leave(member):
    """Close the member's account: what is there goes to the sink, and so does what comes later."""
    account = Account.objects.filter(owner=member, closed_at=None).first()
    if account is None:
        return
    account = Account.hold([account.pk])[account.pk]
    if account.balance:
        move(
            Entry(
                from_=account.pk,
                to=SINK,
                coins=account.balance,
                reason=Reason.LEFT,
                about=("account", account.pk),
                key=f"left:account:{account.pk}",
            )
        )
    Account.objects.filter(pk=account.pk).update(closed_at=timezone.now())
