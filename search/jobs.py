"""Work that runs by itself; `queshub/schedule.py` says when."""

import logging
import time

from django.conf import settings

from likeness.asking import Away
from search.gathering import gather_some
from search.rebuilding import BATCH, build_some
from search.relating import embed_and_mark, relate_some

logger = logging.getLogger(__name__)

# Some seconds' work at most; the next run goes on from there.
_BUILT_BATCHES, _GATHERED_BATCHES, _RELATED_BATCHES = 100, 25, 8
_EMBEDDING_SECONDS = 45


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


def embed_questions():
    """Give questions that are new or were edited their vectors."""
    until = time.monotonic() + _EMBEDDING_SECONDS
    try:
        while settings.LIKENESS and time.monotonic() < until and embed_and_mark():
            pass
    except Away:
        logger.warning("likeness_away")
