"""Grants and fines as moderators give them: the bank moves the coins, the log says who did it.

The bank stands below the members and knows no log; so its verbs are called from here.
"""

from accounts.models import Act
from rewards import again
from rewards.models import Grant


@again.atomic
def grant(*, member, coins, because, by, once_key=None):
    """Grant coins, or take a fine. The same `once_key` again returns the first, logged once.

    Raises what `Grant.make` raises.
    """
    made = Grant.make(member=member, coins=coins, because=because, by=by, once_key=once_key)
    about = "grant", made.pk
    # The bank holds both accounts by now: of two that arrive at once the second sees the first.
    if not Act.objects.about(*about).exists():
        kind = Act.Kind.GRANTED if coins > 0 else Act.Kind.FINED
        Act.record(kind, by=by, about=about, of=member.pk, because=because)
    return made


@again.atomic
def agree(grant, *, by):
    """A second moderator's consent to a grant that waits. Returns whether that is new."""
    agreed = grant.agree(by=by)
    if agreed:
        of = grant.account.owner_id
        Act.record(Act.Kind.AGREED, by=by, about=("grant", grant.pk), of=of)
    return agreed
