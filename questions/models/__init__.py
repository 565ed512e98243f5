from .bounty import Bounty
from .category import Category
from .close_vote import CloseVote
from .closure import Closure
from .follow import Follow
from .merge import Merge
from .question import Question
from .records import QuestionRemoval, QuestionRevision, QuestionSuggestedEdit
from .related import Related
from .restriction import Lock, Protection
from .tag import Tag, Tagging, TagRemoval
from .tag_choice import TagChoice
from .tag_synonym import TagSynonym
from .trend import Trend
from .view_day import ViewDay

__all__ = [
    "Bounty",
    "Category",
    "CloseVote",
    "Closure",
    "Follow",
    "Lock",
    "Merge",
    "Protection",
    "Question",
    "QuestionRemoval",
    "QuestionRevision",
    "QuestionSuggestedEdit",
    "Related",
    "Tag",
    "TagChoice",
    "TagRemoval",
    "TagSynonym",
    "Tagging",
    "Trend",
    "ViewDay",
]
