from answers import settlement


def settle_pots():
    """Keep the promises that are due, and settle the pots whose time is over."""
    settlement.keep_promises()
    settlement.settle_due()
