"""The bank in the admin. It stands up here because the bank itself knows no members' admin."""

from .accounts import AccountAdmin
from .grants import GrantAdmin
from .pots import PotAdmin
from .rewards import RewardAdmin
from .transfers import TransferAdmin

__all__ = ["AccountAdmin", "GrantAdmin", "PotAdmin", "RewardAdmin", "TransferAdmin"]
