"""Settings: whether similar questions are found by their meaning; docs/settings.md explains."""

import environ

_env = environ.Env()

LIKENESS = _env.bool("LIKENESS", default=False)
