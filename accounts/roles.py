"""The roles of those who moderate, and what each may do in the admin."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

MODERATOR, SENIOR, ADMINISTRATOR = "moderator", "senior moderator", "administrator"

# Removing, closing and suspending are verbs: whoever may change a row may call them.
MODERATORS_MAY = {
    "accounts": {
        "user": ["view", "change"],
        "memberremoval": ["view"],
        "suspension": ["view"],
        "warning": ["view"],
        "note": ["view"],
        "act": ["view"],
        "appeal": ["view", "change"],
    },
    "questions": {
        "question": ["view", "change"],
        "questionremoval": ["view"],
        "closure": ["view"],
        "closevote": ["view"],
        "merge": ["view", "add"],
        "lock": ["view"],
        "protection": ["view"],
        "category": ["view", "add", "change"],
        "tag": ["view", "change"],
        "tagremoval": ["view"],
        "tagsynonym": ["view"],
    },
    "answers": {
        "answer": ["view", "change"],
        "answerremoval": ["view"],
        "acceptance": ["view"],
        "repeat": ["view"],
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

# Beyond what moderators may: undo what another moderator decided about a member, and see from
# which addresses something was written.
SENIORS_MAY = {
    "accounts": {"user": ["overrule"]},
    "screening": {"trace": ["view"]},
}

# An administrator's group is a name: a superuser may do everything.
ROLES = {
    MODERATOR: [MODERATORS_MAY],
    SENIOR: [MODERATORS_MAY, SENIORS_MAY],
    ADMINISTRATOR: [],
}


@transaction.atomic
def install_roles():
    """Make each role's permissions equal to its tables, for whoever has it already too.

    Safe to run twice, and twice at once. Nobody is appointed by it.
    """
    for role, tables in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set(_permissions(tables))


@transaction.atomic
def appoint_moderator(member, role=MODERATOR):
    """Let `member` into the admin in one role, instead of any other. Twice is the same as once."""
    install_roles()
    _leave_roles(member)
    member.groups.add(Group.objects.get(name=role))
    _save(member, is_staff=True, is_superuser=role == ADMINISTRATOR)


@transaction.atomic
def dismiss_moderator(member):
    """Make `member` an ordinary one again. Returns whether they were more than that."""
    held = member.is_staff or member.is_superuser or member.groups.filter(name__in=ROLES).exists()
    _leave_roles(member)
    _save(member, is_staff=False, is_superuser=False)
    return held


def _leave_roles(member):
    member.groups.remove(*Group.objects.filter(name__in=ROLES))


def _save(member, **flags):
    for name, value in flags.items():
        setattr(member, name, value)
    member.save(update_fields=list(flags))


def _permissions(tables):
    wanted = Q(pk__in=[])
    for room, models in [rooms for table in tables for rooms in table.items()]:
        names = [f"{may}_{model}" for model, all_may in models.items() for may in all_may]
        wanted |= Q(content_type__app_label=room, codename__in=names)
    return Permission.objects.filter(wanted)
