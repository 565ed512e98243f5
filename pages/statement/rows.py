"""Lines of a statement with the names of what they are about and with whom."""

from typing import NamedTuple

from posts.numbers import signed
from rewards.models import Reward, Transfer
from rewards.statements import Line

from .mentions import Mention, Mentions
from .parties import Parties


class Row(NamedTuple):
    """A line in words."""

    line: Line
    about: Mention | None
    party: Mention

    @property
    def transfer(self):
        return self.line.transfer

    @property
    def came(self):
        return self.line.coins > 0

    @property
    def coins(self):
        return signed(self.line.coins)


class Unpaid(NamedTuple):
    """A reward that a cap withheld."""

    reward: Reward
    about: Mention | None


class Words:
    """Lines and unpaid rewards in words for one reader: three queries whatever their number."""

    def __init__(self, account, viewer, lines, unpaid=()):
        told = [each.transfer for each in lines] + list(unpaid)
        mentions = Mentions(map(_about, told), viewer)
        parties = Parties(lines, account, viewer)
        self.rows = [
            Row(each, mentions.of(_about(each.transfer)), parties.of(each)) for each in lines
        ]
        self.unpaid = [Unpaid(each, mentions.of(_about(each))) for each in unpaid]


def _about(told: Transfer | Reward):
    return told.about_kind, told.about_id
