from .claim import Claim, Seen
from .flag import Flag

__all__ = ["Claim", "Flag", "Seen"]
