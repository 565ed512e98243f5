"""Work that runs by itself; `queshub/schedule.py` says when."""

from rewards.models import SupplyDay


def roll_up_supply():
    """Add up the coins minted and sunk on the days that have ended."""
    SupplyDay.roll_up()
