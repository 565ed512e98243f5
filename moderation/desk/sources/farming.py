import hashlib

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from answers import farming
from moderation.desk.item import Item
from moderation.models import Seen

from .source import MOST, SEEN, Source

WEIGHT = 2
# What is found reads months of the ledger: the desk may be looked at every few seconds.
_KEPT, _SECONDS = "moderation.farming", 600


class Farming(Source):
    """Members who seem to pay each other, from the ledger; some minutes old."""

    name = "farming"
    title = _("Farming")
    actions = (SEEN,)

    def items(self):
        signs = cache.get_or_set(_KEPT, _signs, _SECONDS)
        seen = set(Seen.objects.filter(key__in=signs).values_list("key", flat=True))
        waiting = {key: sign for key, sign in signs.items() if key not in seen}
        authors = User.objects.in_bulk({first for *_, first in waiting.values() if first})
        return [_item(key, authors, *sign) for key, sign in waiting.items()][:MOST]


def _signs():
    """By key: title, facts, and the number of the first member."""
    return {
        _key(section.slug, members, sign.question): (
            str(section.title),
            (sign.why, *(str(member) for member in members)),
            members[0].pk if members else None,
        )
        for section in farming.found()
        for sign in section.signs
        if (members := [member for member in sign.members if member]) or sign.question
    }


def _key(slug, members, question):
    """The same for the same members: what has been looked at does not come back each day."""
    about = f"{slug} {sorted(member.pk for member in members)} {question.pk if question else 0}"
    return f"{Farming.name}-{hashlib.blake2b(about.encode(), digest_size=12).hexdigest()}"


def _item(key, authors, title, facts, first):
    author = authors.get(first)
    return Item(key=key, title=title, weight=WEIGHT, at=timezone.now(), facts=facts, author=author)
