"""Work that runs by itself; `queshub/schedule.py` says when."""

from badges import giving


def give_badges():
    """Give the badges that are due since the last run."""
    giving.give_badges()


def recount_badges():
    """Count the badges of those who left no more."""
    giving.recount()
