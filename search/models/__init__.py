from .document import Document
from .word import Gathering, Word

__all__ = ["Document", "Gathering", "Word"]
