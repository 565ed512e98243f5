"""Everything a running QuesHub consists of: started in order, watched, ended in order."""

import os
import sys
import time
from dataclasses import dataclass, field

from queshub.embedded import environment
from queshub.embedded.child import Child
from queshub.embedded.place import CHECKOUT, Place
from queshub.embedded.servers import Servers
from queshub.embedded.site_address import SiteAddress
from queshub.embedded.trouble import Trouble
from queshub.embedded.wakeups import Wakeups
from queshub.finding import LIKENESS

# Every thread may hold a database connection: these and the worker's stay below Postgres's 60.
WEB_PROCESSES = "2"
WEB_THREADS = "8"
WEB_PATIENCE = 3.0  # seconds for requests under way
# Jobs get 7 seconds of the worker's own accord; what is left of 10 is for Valkey and Postgres.
WORKER_PATIENCE = 7.2
# The threads of numpy wait for each other while others have the processors: a text that takes 80 ms
# in one took four seconds in two. (OpenBLAS and Apple's Accelerate read these.)
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "VECLIB_MAXIMUM_THREADS": "1"}
# glibc gives many threads memory of their own, and each keeps what it has had at its most: a web
# process was 150 MB with that, and is 132 without.
SPARING = {"MALLOC_ARENA_MAX": "2"}
LONGEST_FIRST_ANSWER = 60.0  # seconds
MOST_DEATHS = 3  # within
A_WHILE = 60.0  # seconds: then it is no accident any more


def web_command(site: SiteAddress) -> list[str]:
    """The production web server; WEB_PROCESSES and WEB_THREADS change its size."""
    processes = os.environ.get("WEB_PROCESSES") or WEB_PROCESSES
    threads = os.environ.get("WEB_THREADS") or WEB_THREADS
    # HTTP/2 is the proxy's: without it each connection is spared a look at which one it is.
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1"]
    command += ["--host", site.host, "--port", str(site.port)]
    command += ["--workers", processes, "--blocking-threads", threads]
    command += ["--respawn-failed-workers", "--workers-kill-timeout", "2"]
    # Its warnings are advice on the number of threads; a site that cannot be loaded is an error.
    return [*command, "--log-level", "error", "queshub.wsgi:application"]


def worker_command() -> list[str]:
    """The background worker."""
    return [sys.executable, str(CHECKOUT / "manage.py"), "work"]


def likeness_command(place: Place) -> list[str]:
    """The process of the model that finds similar questions."""
    socket = os.environ.get("LIKENESS_SOCKET") or str(place.root / "likeness.sock")
    return [sys.executable, "-m", "likeness", socket]


@dataclass
class Supervisor:
    """One run of the whole site."""

    place: Place
    site: SiteAddress
    wakeups: Wakeups
    servers: Servers = field(init=False)
    site_processes: list[Child] = field(default_factory=list, init=False)
    deaths: dict[str, list[float]] = field(default_factory=dict, init=False)

    def __post_init__(self):
        self.servers = Servers(self.place)

    def start(self) -> None:
        """Come up to the first answered request."""
        environment.forget(self.place)
        self.servers.start(self.wakeups.wait_until)
        variables = environment.of_site(self.place, self.servers, self.site.url)
        environment.write(self.place, variables)
        # libpq and Python read these two; a server that does not answer is not waited for.
        usual = {"PGCONNECT_TIMEOUT": "5", "PYTHONUNBUFFERED": "1"}
        surroundings = usual | SPARING | dict(os.environ) | variables
        surroundings["DJANGO_SETTINGS_MODULE"] = "queshub.settings"
        self._prepare(surroundings)
        web = Child("web", web_command(self.site), surroundings, patience=WEB_PATIENCE)
        log = self.place.log("worker")
        worker = Child("worker", worker_command(), surroundings, log, patience=WORKER_PATIENCE)
        self._start(web)
        if not self.wakeups.wait_until(lambda: self._answers(web), LONGEST_FIRST_ANSWER):
            raise Trouble("The site does not answer; its messages above say why.")
        self._start(worker)  # only now: readers come first to what processors there are
        if LIKENESS:
            self._start(self._likeness(surroundings))

    def _likeness(self, surroundings: dict[str, str]) -> Child:
        command, log = likeness_command(self.place), self.place.log("likeness")
        return Child("likeness", command, surroundings | ONE_THREAD, log, needed=False)

    def _prepare(self, surroundings: dict[str, str]) -> None:
        demo = os.environ.get("QUESHUB_DEMO") or ("1" if self.site.is_loopback else "0")
        command = [sys.executable, "-m", "queshub.embedded.prepare"]
        preparing = Child("prepare", command, surroundings | {"QUESHUB_DEMO": demo})
        self._start(preparing)
        while preparing.status is None:
            self.wakeups.wait(0.5)
        self.site_processes.remove(preparing)
        if preparing.status:
            raise Trouble("")  # it has said itself what is wrong

    def _start(self, child: Child) -> None:
        self.site_processes.append(child)
        child.start(self.servers.record)

    def _answers(self, web: Child) -> bool:
        if web.status is not None:
            raise Trouble("The web server ended at once; its messages above say why.")
        return self.site.answers()

    def watch(self) -> None:
        """Run until someone stops us; start again what dies, unless it keeps dying."""
        while True:
            self.wakeups.wait(5)
            for child in (
                *(server.child for server in self.servers.running.values()),
                *self.site_processes,
            ):
                if child.status is not None:
                    self._start_again(child)

    def _start_again(self, child: Child) -> None:
        now = time.monotonic()
        recent = [then for then in self.deaths.get(child.name, []) if now - then < A_WHILE]
        self.deaths[child.name] = [*recent, now]
        if len(recent) >= MOST_DEATHS:
            said = f"The {child.name} process keeps ending; see {self.place.root / 'log'}."
            if child.needed:
                raise Trouble(said)
            self._do_without(child, said)
            return
        print(f"The {child.name} process ended (status {child.status}); starting it again.")
        child.stop()  # what is left of its group
        child.start(self.servers.record)

    def _do_without(self, child: Child, said: str) -> None:
        print(f"{said} The site goes on without it.")
        child.stop()
        self.site_processes.remove(child)

    def stop(self) -> None:
        """End everything within 10 seconds: first what writes, last what keeps."""
        for child in self.site_processes:
            child.ask()
        for child in self.site_processes:
            child.stop()
        self.servers.stop()
