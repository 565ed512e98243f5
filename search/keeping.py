"""What very many questions have, kept for a moment by all processes: common words are what most
people search for, and each further page of a search asks for the same list again.
"""

from dataclasses import astuple
from hashlib import blake2b

from django.core.cache import cache

from search.finding import BEST, MOST, Found, find

# How old a wide search's list may be. What has left sight meanwhile is not shown (`results`).
KEPT_SECONDS = 60


def find_again(meaning):
    """What the meaning finds, or found a moment ago. Raises TooSlow."""
    key = _key(meaning)
    if kept := cache.get(key):
        return Found(*kept)
    found = find(meaning)
    # A wide one that has fewer was broken off: the next reader may have more luck.
    if found.count >= (BEST if found.is_wide else MOST):
        cache.set(key, astuple(found), KEPT_SECONDS)
    return found


def _key(meaning):
    parts = meaning.tags, meaning.endings, meaning.alternatives, meaning.conditions
    return f"search:{blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"
