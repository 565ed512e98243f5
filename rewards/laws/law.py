from typing import NamedTuple

from django.utils.functional import Promise

from rewards.models import MINT, SINK
from rewards.models.transfer import EARNED, MINTED, Reason

# What the queries call by name.
VALUES = {
    "mint": MINT,
    "sink": SINK,
    "earned": sorted(EARNED),
    "rewarded": sorted(MINTED - {Reason.GRANT, Reason.RETURNED}),
}


class Law(NamedTuple):
    """Something that must be true, row by row.

    `sql` selects what is looked at, with a column `wrong` that says whether it breaks the law;
    `sentence` tells of such a row, by the names of the other columns.
    """

    name: str | Promise
    sentence: str | Promise
    sql: str
