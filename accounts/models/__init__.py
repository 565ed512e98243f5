from .act import Act
from .appeal import Appeal
from .note import Note
from .removal import Removable, Removal
from .reputation import Merit, ReputationChange
from .suspension import Suspension
from .user import MemberRemoval, User
from .warning import Warning

__all__ = [
    "Act",
    "Appeal",
    "MemberRemoval",
    "Merit",
    "Note",
    "Removable",
    "Removal",
    "ReputationChange",
    "Suspension",
    "User",
    "Warning",
]
