"""Which questions mean the same: a model makes a vector of each, and Postgres finds the nearest.

The model is optional. It runs in a process of its own (`python -m likeness`), which alone imports
it. Everybody else asks that process, and does without where it is off, late or away.
"""
