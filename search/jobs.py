"""Work that runs by itself; `queshub/schedule.py` says when."""

from search.gathering import gather_some
from search.rebuilding import BATCH, build_some
from search.relating import relate_some

# Some seconds' work at most; the next run goes on from there.
_BUILT_BATCHES, _GATHERED_BATCHES, _RELATED_BATCHES = 100, 25, 8


def build_documents():
    """Build the documents that an import left for later."""
    for _batch in range(_BUILT_BATCHES):
        if build_some() < BATCH:
            return


def gather_words():
    """Go on counting the words of questions, for those who mistype them."""
    for _batch in range(_GATHERED_BATCHES):
        if not gather_some():
            return


def relate_questions():
    """Find the questions that look like those that are new or changed."""
    for _batch in range(_RELATED_BATCHES):
        if not relate_some():
            return
