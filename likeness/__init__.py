"""Which questions mean the same: an optional model makes a vector of each, Postgres finds the nearest.

The model runs in one process of its own (`python -m likeness`), which alone imports it. Everybody
else asks that process, and does without where it is off, late or away.
"""
