"""How long Postgres may take, and how many connections we hold."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connection, connections

from queshub.postgres.waiting import wait_at_most, wait_for_ever

# Milliseconds, by what a process is for. A page that takes longer than its reader
# waits is better ended; a migration or an import has the time it needs, but not for ever.
TIMEOUTS = {
    "web": {"statement": 5_000, "lock": 2_000, "idle_in_transaction_session": 10_000},
    "worker": {"statement": 60_000, "lock": 5_000, "idle_in_transaction_session": 60_000},
    "command": {"statement": 900_000, "lock": 30_000, "idle_in_transaction_session": 300_000},
}

# Seconds that a thread of the web waits for Postgres to say anything. For a new connection so few
# that the reader has an answer within two; for a query a little more than Postgres gives it, so
# that only a Postgres that cannot end it itself is given up.
CONNECT_SECONDS = 1.5
ANSWER_SECONDS = TIMEOUTS["web"]["statement"] / 1000 + 0.5

# The pusher, the monitor and the sentinel of django-q2, beside its workers.
_JOB_OVERHEAD = 3
# For manage.py, a backup, somebody with psql.
_SPARE = 5


def timeouts(role):
    """The start-up option that sets the time-outs of a role: they cost no query."""
    return " ".join(f"-c {name}_timeout={ms}" for name, ms in TIMEOUTS[role].items())


def take_role(role):
    """Use a role's time-outs in the connections that this process opens from now on."""
    connections.settings["default"]["OPTIONS"]["options"] = timeouts(role)
    if role == "web":
        wait_at_most(connect=CONNECT_SECONDS, answer=ANSWER_SECONDS)
    else:
        wait_for_ever()


def connections_held():
    """The most connections that the site's processes hold at once on this machine."""
    return settings.WEB_PROCESSES * settings.WEB_THREADS + settings.JOB_WORKERS + _JOB_OVERHEAD


@register(Tags.database)
def check_connections(app_configs=None, databases=None, **kwargs):
    """The server must have room for all of them: the one too many is a reader's 503."""
    if not databases or "default" not in databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::int"
            " - current_setting('superuser_reserved_connections')::int"
        )
        room = cursor.fetchone()[0]
    held = connections_held()
    numbers = f"The site holds up to {held} connections; Postgres has room for {room}."
    hint = "Raise max_connections, or lower WEB_PROCESSES, WEB_THREADS or JOB_WORKERS."
    if held > room:
        return [Error(numbers, hint=hint, id="queshub.E001")]
    if held + _SPARE > room:
        return [Warning(numbers, hint=hint, id="queshub.W001")]
    return []
