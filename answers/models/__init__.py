from .acceptance import Acceptance
from .answer import Answer
from .records import AnswerRemoval, AnswerRevision, AnswerSuggestedEdit, Repeat
from .unrepeated import SaidAlready

__all__ = [
    "Acceptance",
    "Answer",
    "AnswerRemoval",
    "AnswerRevision",
    "AnswerSuggestedEdit",
    "Repeat",
    "SaidAlready",
]
