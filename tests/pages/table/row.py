"""What a row of the table is."""

import re
from dataclasses import dataclass, field

# The columns of a row. Ada is the author of the posts, or whatever else there is at an address.
ROLES = ["signed out", "new", "member", "privileged", "author", "moderator", "suspended"]
_OUTCOME = re.compile(r"\+?[2-5]\d\d")
_PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, eq=False)
class Row:
    """One address and what it answers, each role's outcome in the order of ROLES.

    An outcome is a status; with a plus before it something was written. One outcome is everybody's.
    `of` names what of the World fills the pattern's parts, `at` is the path where they do not say
    it all, and `form` is what a POST sends: what the World has may stand in it in braces.
    """

    pattern: str
    get: str
    post: str
    of: str = ""
    at: str = ""
    form: dict = field(default_factory=dict)

    def __post_init__(self):
        for outcomes in (self.get, self.post):
            if len(words := outcomes.split()) not in {1, len(ROLES)}:
                raise ValueError(f"{self.pattern}: an outcome for each of {ROLES}")
            if odd := [word for word in words if not _OUTCOME.fullmatch(word)]:
                raise ValueError(f"{self.pattern}: {odd}")

    def expected(self, method, role):
        """The outcome of a method for somebody."""
        words = getattr(self, method).split()
        return words[ROLES.index(role)] if len(words) > 1 else words[0]

    @property
    def only_shows(self):
        """Whether nobody may send anything there."""
        return self.post == "405"

    def path(self, world):
        """The address in this world."""
        if self.at:
            return self.at.format(**vars(world))
        there = getattr(world, self.of) if self.of else None
        return "/" + _PART.sub(lambda part: str(getattr(there, part[1])), self.pattern)

    def filled(self, world):
        """The form in this world."""
        return {name: _filled(value, world) for name, value in self.form.items()}


def _filled(value, world):
    if isinstance(value, list):
        return [_filled(each, world) for each in value]
    return str(value).format(**vars(world))
