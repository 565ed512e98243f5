from .acceptance import Acceptance
from .answer import Answer
from .records import AnswerRemoval, AnswerRevision

__all__ = ["Acceptance", "Answer", "AnswerRemoval", "AnswerRevision"]
