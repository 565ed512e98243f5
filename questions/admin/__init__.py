from .category import CategoryAdmin
from .question import QuestionAdmin
from .tag import TagAdmin

__all__ = ["CategoryAdmin", "QuestionAdmin", "TagAdmin"]
