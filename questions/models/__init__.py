from .bounty import Bounty
from .category import Category
from .close_vote import CloseVote
from .closure import Closure
from .question import Question, QuestionRemoval
from .tag import Tag, Tagging, TagRemoval
from .view_day import ViewDay

__all__ = [
    "Bounty",
    "Category",
    "CloseVote",
    "Closure",
    "Question",
    "QuestionRemoval",
    "Tag",
    "TagRemoval",
    "Tagging",
    "ViewDay",
]
