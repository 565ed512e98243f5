from .act import Act
from .appeal import Appeal
from .removal import Removable, Removal
from .reputation import Merit, ReputationChange
from .suspension import Suspension
from .user import MemberRemoval, User

__all__ = [
    "Act",
    "Appeal",
    "MemberRemoval",
    "Merit",
    "Removable",
    "Removal",
    "ReputationChange",
    "Suspension",
    "User",
]
