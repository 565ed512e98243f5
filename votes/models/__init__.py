from .serial import SerialVoting
from .vote import Vote

__all__ = ["SerialVoting", "Vote"]
