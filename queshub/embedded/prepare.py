"""Between the servers and the site: versions, migrations, static files, the demo community.

``python -m queshub.embedded.prepare``, run by the supervisor with the site's environment.
"""

import hashlib
import os
import sys

import django
import redis
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor

from queshub.embedded.place import CHECKOUT
from queshub.embedded.secret import write_private
from queshub.embedded.trouble import Trouble, from_os_error

OLDEST_POSTGRES = 14
# Hot pages know a Redis that started anew by the scripts it has forgotten; before 7 it kept them.
OLDEST_REDIS = (7, 0)
# Copies of pages say when they expire, views not yet counted do not.
WANTED_POLICY = "volatile-lfu"


def check_database() -> None:
    """Raise Trouble unless DATABASE_URL leads to a Postgres we know."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise Trouble(f"DATABASE_URL: {first_line(error)}") from error
    version = connection.pg_version // 10000
    if version < OLDEST_POSTGRES:
        raise Trouble(f"DATABASE_URL: Postgres {version} is too old; {OLDEST_POSTGRES} or later.")


def check_redis() -> None:
    """Raise Trouble unless REDIS_URL leads to a Redis or Valkey we know."""
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=5) as client:
            version = client.info("server")["redis_version"]
            memory = client.info("memory")
    except (redis.RedisError, ValueError) as error:
        raise Trouble(f"REDIS_URL: {first_line(error)}") from error
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_REDIS:
        raise Trouble(f"REDIS_URL: Redis {version} is too old; 7.0, or Valkey 7.2, or later.")
    if said := about_memory(memory):
        print(said)


def about_memory(memory: dict) -> str:
    """What is wrong with how Redis makes room, in one line; nothing when all is well."""
    policy, most = memory.get("maxmemory_policy"), memory.get("maxmemory")
    if policy == WANTED_POLICY and most:
        return ""
    return (
        f"REDIS_URL: maxmemory is {most or 'not set'} and maxmemory-policy {policy}; set a "
        f"maxmemory and {WANTED_POLICY}, or hot pages may fill the server, or push out views not "
        "yet counted."
    )


def migrate() -> None:
    """Bring the tables up to date; raises Trouble where that cannot be done."""
    executor = MigrationExecutor(connection)
    ours = set(apps.app_configs)
    known = set(executor.loader.disk_migrations)
    later = sorted(
        f"{app}.{name}"
        for app, name in set(executor.loader.applied_migrations) - known
        if app in ours
    )
    if later:
        raise Trouble(f"The database was migrated by a later QuesHub ({', '.join(later)}).")
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    print("Setting up the tables.")
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except (DatabaseError, InconsistentMigrationHistory) as error:
        pending = MigrationExecutor(connection).loader
        done = len(set(pending.applied_migrations))
        raise Trouble(
            f"The database is half-migrated ({done} of {len(known)} steps): {first_line(error)}"
        ) from error


def collect_static() -> None:
    """Hash and compress the static files, if any of them changed since the last time."""
    digest = hashlib.sha256((CHECKOUT / "requirements.txt").read_bytes())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            state = os.stat(storage.path(path))
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    stamp = settings.VAR / "static.stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    print("Preparing style sheets, scripts and images.")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    write_private(stamp, digest.hexdigest())


def load_demo() -> None:
    """Fill an empty site with the demo community, where that is wanted."""
    wanted = os.environ.get("QUESHUB_DEMO") == "1"
    kinds = (get_user_model(), apps.get_model("questions", "Question"))
    if wanted and not any(kind.objects.exists() for kind in kinds):
        print("Loading the demo community.")
        call_command("load_demo")


def first_line(error: Exception) -> str:
    """The first line of a message, with its end if that says why."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def main() -> None:
    """All of it, in order."""
    django.setup()
    check_database()
    check_redis()
    migrate()
    call_command("install_schedule")
    call_command("install_roles")
    call_command("install_likeness")
    collect_static()
    load_demo()


if __name__ == "__main__":
    try:
        main()
    except (Trouble, CommandError) as trouble:
        sys.exit(str(trouble))
    except OSError as error:
        sys.exit(str(from_os_error(error)))
