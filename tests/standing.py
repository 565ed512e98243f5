"""Members whom tests give a reputation."""

from django.utils import timezone

from accounts.models import ReputationChange, User


def standing(member, reputation):
    """The member with so much, as if it had been imported with them."""
    ReputationChange.objects.create(
        member=member,
        reason="imported",
        about_kind="member",
        about_id=member.pk,
        points=reputation - 1,
        at=timezone.now(),
    )
    User.objects.filter(pk=member.pk).update(reputation=reputation)
    return User.objects.get(pk=member.pk)


def reputation(member):
    return User.objects.get(pk=member.pk).reputation
