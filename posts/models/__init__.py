from .draft import Draft, NewerDraft
from .post import FIRST_WORDS, SHOWN, TEXT, Post, PostQuerySet, written_once
from .revisable import ChangedMeanwhile, Revisable
from .revision import Revision
from .suggested_edit import SuggestedEdit

__all__ = [
    "FIRST_WORDS",
    "SHOWN",
    "TEXT",
    "ChangedMeanwhile",
    "Draft",
    "NewerDraft",
    "Post",
    "PostQuerySet",
    "Revisable",
    "Revision",
    "SuggestedEdit",
    "written_once",
]
