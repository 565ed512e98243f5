"""Where items come from: a source lists what waits, finds one by key, and does one action."""

from .appeals import Appeals
from .edits import SuggestedEdits
from .farming import Farming
from .first_posts import FirstPosts
from .flagged import FlaggedPosts
from .held import HeldPosts
from .mended import MendedQuestions
from .repeats import Repeats
from .serial_votes import SerialVotes

SOURCES = {
    source.name: source
    for source in (
        *(FlaggedPosts, HeldPosts, Appeals, SuggestedEdits, FirstPosts),
        *(Repeats, MendedQuestions, SerialVotes, Farming),
    )
}


def source_of(key):
    """The source that an item's key belongs to, or None."""
    return SOURCES.get(key.partition("-")[0])
