from .account import MINT, SINK, Account
from .earning import Earning
from .grant import Grant
from .pledge import Ending, Objection, Pledge, Promise
from .pot import Pot
from .reversal import Reversal
from .reward import Reward
from .seizure import Seizure
from .supply_day import SupplyDay
from .transfer import Entry, Transfer

__all__ = [
    "MINT",
    "SINK",
    "Account",
    "Earning",
    "Ending",
    "Entry",
    "Grant",
    "Objection",
    "Pledge",
    "Pot",
    "Promise",
    "Reversal",
    "Reward",
    "Seizure",
    "SupplyDay",
    "Transfer",
]
