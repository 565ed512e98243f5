"""A django-q2 cluster that never hangs and leaves no process behind."""

import logging
import os
import threading
import time
from contextlib import suppress

from django_q import cluster

logger = logging.getLogger(__name__)

STOP_SECONDS = 7
_SETTLE_SECONDS = 2
_PAUSE_SECONDS = 1


class Sentinel(cluster.Sentinel):
    """Starts everything afresh when one of its processes is killed.

    A process killed while it waits on a queue takes the queue's lock with it: whoever is started
    in its place waits for ever (django-q2 issue 23). New queues are the only cure; what they held
    comes back from Postgres.
    """

    def reincarnate(self, process):
        process.join(_SETTLE_SECONDS)
        if process.exitcode is None or process.exitcode < 0:
            logger.critical("jobs_restart pid=%s exit=%s", process.pid, process.exitcode)
            raise SystemExit(1)
        super().reincarnate(process)


class Cluster(cluster.Cluster):
    stopping = False

    def stop(self):
        """Let running jobs finish for STOP_SECONDS; those that do not are run again later."""
        self.stopping = True
        if self.sentinel and self.sentinel.is_alive():
            self.stop_event.set()
            self.sentinel.join(STOP_SECONDS)
            self.sentinel.kill()
            self.sentinel.join()


def work():
    """Run jobs until SIGTERM or SIGINT."""
    os.register_at_fork(after_in_child=_follow_parent)
    # The cluster looks its sentinel up in its own module.
    cluster.Sentinel = Sentinel
    while True:
        jobs = Cluster()
        # It cannot start while Postgres is away, and says so in the log.
        with suppress(RuntimeError):
            jobs.start()
        jobs.sentinel.join()
        if not jobs.stopping:
            time.sleep(_PAUSE_SECONDS)
        if jobs.stopping:
            return


def _follow_parent():
    """End this process when its parent has ended: nobody is left behind, even after SIGKILL."""
    threading.Thread(target=_watch, args=[os.getppid()], daemon=True).start()


def _watch(parent):
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
