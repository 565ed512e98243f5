from .block import Block
from .phrase import Phrase
from .trace import Trace

__all__ = ["Block", "Phrase", "Trace"]
