from .claim import Claim, Seen
from .clean_up import CleanUp
from .cleaned import CleanedPost, CleanedVote
from .flag import Flag

__all__ = ["Claim", "CleanUp", "CleanedPost", "CleanedVote", "Flag", "Seen"]
