from .removal import Removable, Removal
from .suspension import Suspension
from .user import MemberRemoval, User

__all__ = ["MemberRemoval", "Removable", "Removal", "Suspension", "User"]
