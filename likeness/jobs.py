"""Work that runs by itself; `queshub/schedule.py` says when."""

import logging
import time

from django.conf import settings

from likeness.asking import Away
from likeness.embedding import embed_some

logger = logging.getLogger(__name__)

# Of each minute; the next run goes on.
_SECONDS = 45


def embed_questions():
    """Give questions that are new or were edited their vectors."""
    until = time.monotonic() + _SECONDS
    try:
        while settings.LIKENESS and time.monotonic() < until and embed_some():
            pass
    except Away:
        logger.warning("likeness_away")
