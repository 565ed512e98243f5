"""What must be true of the bank's books, each in one query; `rewards/audit.py` asks them."""
