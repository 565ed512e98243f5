"""The bank: accounts, transfers, pots. Its ledger opens with the first coin; see CHANGELOG.md."""
