"""QuesHub's own servers: Postgres and Valkey out of wheels, and what starts and stops them.

``python -m queshub.embedded`` is what ``bin/run`` becomes. Nothing here is imported by the site
itself, which only reads its environment.
"""
