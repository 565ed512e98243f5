"""Our own Postgres: made once, started on a Unix socket, reached with a password."""

import hashlib
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg2

from queshub.embedded.account import Account
from queshub.embedded.child import Child
from queshub.embedded.programs import Programs
from queshub.embedded.trouble import Trouble, last_words

NAME = "queshub"  # of the role and of the database
MEGABYTE = 1024 * 1024

# Only our role, only with its password, only through the socket. The superuser cannot sign in.
ACCESS = f"local all {NAME} scram-sha-256\n"

# Tests may lose everything at a power cut; nothing else may.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def settings(memory: int) -> dict[str, str]:
    """Settings for a machine with that many bytes of memory, which it shares with the site."""
    # After a crash: one call for the file system, where each of a thousand files took seconds.
    recovery = {"recovery_init_sync_method": "syncfs"} if sys.platform == "linux" else {}
    return recovery | {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "max_connections": "60",
        "shared_buffers": f"{min(max(memory // 8 // MEGABYTE, 64), 4096)}MB",
        "effective_cache_size": f"{max(memory // 2 // MEGABYTE, 128)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "128MB",
        "random_page_cost": "1.1",  # no spinning disks
        "jit": "off",  # our queries are short: compiling them costs more than it saves
        # Parallel plans need /dev/shm, of which a container has 64 MB, and cores, of which we have
        # few.
        "max_parallel_workers_per_gather": "0",
        "max_parallel_maintenance_workers": "0",
        "wal_compression": "on",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # Statements hold addresses and hashes of passwords: the log names neither them nor values.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_min_duration_statement": "-1",
        "cluster_name": NAME,
    }


# Vectors, for databases to come (the tests' too) and for ours. Only a superuser may make it; where
# the programs have none, the refusal harms nothing.
EXTENSION = ("CREATE EXTENSION IF NOT EXISTS vector", "ALTER EXTENSION vector UPDATE")


@dataclass
class Postgres:
    """A database cluster in a folder, and the server on it."""

    programs: Programs
    account: Account
    folder: Path
    sockets: Path
    log: Path
    password: str
    environment: dict[str, str]
    careless: bool = False
    child: Child = field(init=False)

    def __post_init__(self):
        options = settings(psutil.virtual_memory().total) | (CARELESS if self.careless else {})
        options["unix_socket_directories"] = '"{}"'.format(str(self.sockets).replace('"', '""'))
        self.child = Child(
            "postgres",
            [str(self.programs.postgres), "-D", str(self.folder)]
            + [word for key, value in options.items() for word in ("-c", f"{key}={value}")],
            self.environment,
            log=self.log,
            account=self.account,
            # SIGINT is its "fast" shutdown; SIGQUIT leaves the rest to recovery at the next start.
            stop_signal=signal.SIGINT,
            last_signal=signal.SIGQUIT,
            patience=1.5,
        )

    @property
    def url(self) -> str:
        """DATABASE_URL of the site."""
        return f"postgres://{NAME}:{self.password}@/{quote(str(self.sockets), safe='')}/{NAME}"

    def make(self) -> None:
        """Make the cluster and the role where they are missing."""
        if not self.folder.exists():
            self._initialize()
        self._check_version()
        stamp = self.folder / "queshub.role"
        digest = hashlib.sha256(f"{self.password} {EXTENSION}".encode()).hexdigest()
        if not stamp.exists() or stamp.read_text() != digest:
            self._make_role()
            self._tell("template1", EXTENSION)
            self._tell(NAME, EXTENSION)
            stamp.write_text(digest)

    def _initialize(self) -> None:
        new = self.folder.with_name("postgres.new")  # renamed when whole
        shutil.rmtree(new, ignore_errors=True)
        command = [str(self.programs.initdb), "-D", str(new), "-U", "postgres"]
        command += ["--auth=reject", "--encoding=UTF8", "--locale=C", "--data-checksums"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
        self._run(command + ["--no-sync"] * self.careless, "")
        (new / "pg_hba.conf").write_text(ACCESS)
        new.rename(self.folder)

    def _check_version(self) -> None:
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        answer = self._run([str(self.programs.postgres), "--version"], "")
        ours = answer.split()[-1].split(".")[0]
        if made_by != ours:
            raise Trouble(f"{self.folder} was written by Postgres {made_by}; this one is {ours}.")

    def _make_role(self) -> None:
        statements = (
            f"DO $$ BEGIN CREATE ROLE {NAME} LOGIN CREATEDB;"
            " EXCEPTION WHEN duplicate_object THEN NULL; END $$",
            f"ALTER ROLE {NAME} PASSWORD '{self.password}'",
            f"CREATE DATABASE {NAME} OWNER {NAME}",  # refused, harmlessly, when it is there
        )
        self._tell("postgres", statements)

    def _tell(self, database: str, statements: tuple[str, ...]) -> None:
        """Through the single-user mode, which needs no password since it owns the files."""
        single = [str(self.programs.postgres), "--single", "-D", str(self.folder), database]
        self._run(single, "\n".join(statements) + "\n")

    def _run(self, command: list[str], text: str) -> str:
        done = subprocess.run(
            command,
            input=text,
            text=True,
            capture_output=True,
            cwd="/",
            env=self.environment,
            **self.account.popen(),
        )
        with self.log.open("a") as log:
            log.write(done.stderr)
        if done.returncode:
            raise Trouble(f"Postgres could not be set up: {last_words(self.log)}")
        return done.stdout

    def ready(self) -> bool:
        """Whether it answers; raises Trouble if it ended instead."""
        if self.child.status is not None:
            raise Trouble(f"Postgres did not start: {last_words(self.log)}")
        try:
            psycopg2.connect(
                host=str(self.sockets), dbname=NAME, user=NAME, password=self.password
            ).close()
        except psycopg2.OperationalError:
            return False
        return True
