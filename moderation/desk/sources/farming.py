import hashlib

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from answers import farming
from moderation.desk.item import Item
from moderation.models import Seen

from .source import MOST, SEEN, Source

WEIGHT = 2


class Farming(Source):
    """Members who seem to pay each other, from the ledger."""

    name = "farming"
    title = _("Farming")
    actions = (SEEN,)

    def items(self):
        signs = {
            self._key(place, sign): (section, sign)
            for place, section in enumerate(farming.found())
            for sign in section.signs
        }
        seen = set(Seen.objects.filter(key__in=signs).values_list("key", flat=True))
        return [self._item(key, *found) for key, found in signs.items() if key not in seen][:MOST]

    def _key(self, place, sign):
        """The same for the same members: what has been looked at does not come back each day."""
        members = sorted(member.pk for member in sign.members if member)
        question = sign.question.pk if sign.question else 0
        about = f"{place} {members} {question}".encode()
        return f"{self.name}-{hashlib.blake2b(about, digest_size=12).hexdigest()}"

    def _item(self, key, section, sign):
        members = [member for member in sign.members if member]
        return Item(
            key=key,
            title=str(section.title),
            weight=WEIGHT,
            at=timezone.now(),
            facts=(sign.why, *(str(member) for member in members)),
            author=members[0] if members else None,
        )
