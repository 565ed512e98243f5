"""What an answer to a question can earn, for the line beside “I'll answer”."""

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from posts.numbers import exact


class ShownReward(NamedTuple):
    """The site's standing reward, what a pot holds for this reader, and the pot's time."""

    standing: int
    bounty: int
    left: str

    @property
    def first(self):
        """The number beside the coin."""
        return self.standing or self.bounty

    @property
    def more(self):
        """What comes on top of it."""
        return self.bounty if self.standing else 0

    @property
    def sentence(self):
        """All of it in words, for those who hear the page and for the tooltip."""
        pot = {"number": exact(self.bounty)}
        if not self.standing:
            return (
                ngettext(
                    "Earn %(number)s gold coin from the pot.",
                    "Earn %(number)s gold coins from the pot.",
                    self.bounty,
                )
                % pot
            )
        first = ngettext(
            "Earn %(number)s gold coin for an accepted answer.",
            "Earn %(number)s gold coins for an accepted answer.",
            self.standing,
        ) % {"number": exact(self.standing)}
        more = _("The pot holds %(number)s more.") % pot
        return f"{first} {more}" if self.bounty else first


def reward_of(question, pot, viewer):
    """What `viewer` would earn here, or None: nothing is promised that would not be paid."""
    own = viewer.is_authenticated and viewer.pk == question.author_id
    if own or question.closed_at or question.removed_at:
        return None
    bounty = question.pot_coins - (pot.not_to_earn if pot else 0)
    standing = 0 if question.rewarded_at else _standing(question)
    if not standing and bounty <= 0:
        return None
    return ShownReward(standing, max(bounty, 0), pot.left if pot and bounty > 0 else "")


def _standing(question):
    """The reward for an accepted answer; none where there is nobody who could accept one."""
    asker = question.author
    return settings.COINS["accepted"] if asker and asker.name_key else 0
