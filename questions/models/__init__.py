from .bounty import Bounty
from .category import Category
from .close_vote import CloseVote
from .closure import Closure
from .follow import Follow
from .question import Question
from .records import QuestionRemoval, QuestionRevision, QuestionSuggestedEdit
from .restriction import Lock, Protection
from .tag import Tag, Tagging, TagRemoval
from .view_day import ViewDay

__all__ = [
    "Bounty",
    "Category",
    "CloseVote",
    "Closure",
    "Follow",
    "Lock",
    "Protection",
    "Question",
    "QuestionRemoval",
    "QuestionRevision",
    "QuestionSuggestedEdit",
    "Tag",
    "TagRemoval",
    "Tagging",
    "ViewDay",
]
