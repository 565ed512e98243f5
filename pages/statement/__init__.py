"""A member's statement in words: what each transfer was about, with whom, and its chart."""
