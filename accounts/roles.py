"""What moderators may do in the admin."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

MODERATORS = "moderator"

# Removing, closing and suspending are verbs: whoever may change a row may call them.
MODERATORS_MAY = {
    "accounts": {
        "user": ["view", "change"],
        "memberremoval": ["view"],
        "suspension": ["view"],
        "act": ["view"],
        "appeal": ["view", "change"],
    },
    "questions": {
        "question": ["view", "change"],
        "questionremoval": ["view"],
        "closure": ["view"],
        "category": ["view", "add", "change"],
        "tag": ["view", "change"],
        "tagremoval": ["view"],
    },
    "answers": {
        "answer": ["view", "change"],
        "answerremoval": ["view"],
        "acceptance": ["view"],
    },
    "comments": {
        "comment": ["view", "change"],
        "commentremoval": ["view"],
    },
    # Whoever may change a grant may agree to it; nothing else of the bank is changed by hand.
    "rewards": {
        "account": ["view"],
        "transfer": ["view"],
        "reward": ["view"],
        "pot": ["view"],
        "grant": ["view", "add", "change"],
    },
    "screening": {
        "phrase": ["view", "add", "change", "delete"],
        "block": ["view", "add", "change", "delete"],
    },
    "moderation": {
        "flag": ["view"],
        "cleanup": ["view"],
    },
    "votes": {
        "serialvoting": ["view"],
    },
    "interchange": {
        "source": ["view"],
    },
    "hotpages": {
        "hotpage": ["view"],
    },
}


@transaction.atomic
def appoint_moderator(member):
    """Let `member` into the admin with the moderators' permissions. Doing it twice is the same."""
    group, _ = Group.objects.get_or_create(name=MODERATORS)
    group.permissions.set(_permissions())
    member.groups.add(group)
    member.is_staff = True
    member.save(update_fields=["is_staff"])


def _permissions():
    wanted = Q(pk__in=[])
    for room, models in MODERATORS_MAY.items():
        names = [f"{may}_{model}" for model, all_may in models.items() for may in all_may]
        wanted |= Q(content_type__app_label=room, codename__in=names)
    return Permission.objects.filter(wanted)
