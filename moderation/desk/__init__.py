"""The moderators' desk: one queue of what waits for them, whatever room it comes from."""
