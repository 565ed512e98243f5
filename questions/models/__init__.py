from .bounty import Bounty
from .category import Category
from .closure import Closure
from .question import Question
from .records import QuestionRemoval, QuestionRevision, QuestionSuggestedEdit
from .tag import Tag, Tagging, TagRemoval
from .view_day import ViewDay

__all__ = [
    "Bounty",
    "Category",
    "Closure",
    "Question",
    "QuestionRemoval",
    "QuestionRevision",
    "QuestionSuggestedEdit",
    "Tag",
    "TagRemoval",
    "Tagging",
    "ViewDay",
]
