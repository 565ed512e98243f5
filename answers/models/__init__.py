from .acceptance import Acceptance
from .answer import Answer, AnswerRemoval

__all__ = ["Acceptance", "Answer", "AnswerRemoval"]
