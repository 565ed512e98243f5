"""A text before it is published, and what is known of how it came."""

import re
from typing import NamedTuple

from accounts.models import User
from accounts.models.user import PROVEN
from limits.address import UNKNOWN

_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


class Submission(NamedTuple):
    """What somebody wants to publish. `seconds` is how long the form was open, None if unknown.

    `trap` is what stood in the field that people do not see.
    """

    member: User
    kind: str
    text: str
    address: str = UNKNOWN
    agent: str = ""
    seconds: float | None = None
    trap: str = ""

    @property
    def links(self):
        return len(_LINK.findall(self.text))

    @property
    def is_by_unknown(self):
        """Whether the site knows nothing good of the member yet."""
        return not self.member.is_moderator and self.member.reputation < PROVEN
