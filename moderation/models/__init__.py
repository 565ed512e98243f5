from .claim import Claim, Seen
from .clean_up import CleanUp
from .cleaned import CleanedCoins, CleanedPost, CleanedVote
from .flag import Flag

__all__ = ["Claim", "CleanUp", "CleanedCoins", "CleanedPost", "CleanedVote", "Flag", "Seen"]
