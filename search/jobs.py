"""Work that runs by itself; `queshub/schedule.py` says when."""

from search.gathering import gather_some
from search.rebuilding import BATCH, build_some

# Some seconds' work at most; the next run goes on from there.
_BATCHES = 25


def build_documents():
    """Build the documents that an import left for later."""
    for _batch in range(_BATCHES):
        if build_some() < BATCH:
            return


def gather_words():
    """Go on counting the words of questions, for those who mistype them."""
    for _batch in range(_BATCHES):
        if not gather_some():
            return
