"""How moderators find rows of the bank; every way of asking is answered from an index."""

import re

from django.db.models import Q

from accounts.models import User
from rewards.models import Account

NOTHING = Q(pk__in=[])
_NUMBER = re.compile(r"#?([0-9]{1,18})")
# Written out, for members may be called "Agent 007".
_KIND_AND_NUMBER = re.compile(
    r"(account|answer|grant|member|question)[ :#]{1,3}([0-9]{1,18})", re.IGNORECASE
)
_LONGEST = 200


def meant(admin, term):
    """The rows of a list that `term` means, as a Q; None when nothing was asked."""
    term = term.replace("\x00", "").strip()[:_LONGEST]
    if not term:
        return None
    if number := _NUMBER.fullmatch(term):
        return admin.by_number(int(number[1]))
    if match := _KIND_AND_NUMBER.fullmatch(term):
        return _by_kind(admin, match[1].lower(), int(match[2]))
    if accounts := _accounts(_members(term)):
        return admin.by_accounts(accounts)
    return admin.by_key(term)


def _by_kind(admin, kind, number):
    if kind == "account":
        return admin.by_accounts([number])
    if kind == "member":
        return admin.by_accounts(_accounts(User.objects.filter(pk=number)))
    return admin.by_about(kind, number)


def _members(term):
    if "@" in term:
        return User.objects.filter(email=term.lower())
    return User.objects.called(term)


def _accounts(members):
    """Their numbers, as a list: a subquery behind an OR would keep Postgres from its indexes."""
    return list(Account.objects.filter(owner__in=members).values_list("pk", flat=True))
