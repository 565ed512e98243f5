"""How long it takes to settle ten thousand pots that are due: `python -m bench.settlement`.

Starts a Postgres of its own, opens the pots through the verbs (two pledges each; every other
question has an answer that gets half), and lets one worker settle all of them. Then again with two
workers at once, of which one is killed half-way. An audit that finds a difference ends it at once.
Exits with 1 above a minute.
"""

import argparse
import os
import signal
import subprocess
import sys
import time

from bench.durable import durable_servers
from bench.report import Bar, print_bars
from bench.site import CHECKOUT

SECONDS = 60
POTS = 10_000


def started(environment, *what):
    command = [sys.executable, "-m", "bench.ready", "bench.settlement_pots", *what]
    return subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE)


def done(environment, *what):
    """What it printed, as a number; ends everything when it fails."""
    process = started(environment, *what)
    said = process.communicate()[0]
    if process.returncode:
        sys.exit(f"{what[0]} failed")
    return float(said.split()[-1])


def settled_alone(environment, pots):
    done(environment, "open", str(pots))
    seconds = done(environment, "settle")
    done(environment, "check")
    return seconds


def settled_with_a_death(environment, pots):
    """Two workers; the second is killed when the first third is settled."""
    done(environment, "open", str(pots))
    began = time.monotonic()
    workers = [started(environment, "settle") for _ in range(2)]
    while done(environment, "left") > pots * 2 / 3:
        time.sleep(0.2)
    os.kill(workers[1].pid, signal.SIGKILL)
    for worker in workers:
        worker.communicate()
    # What the dead one held is left to the next run of the job, a minute later at most.
    left = done(environment, "left")
    done(environment, "settle")
    seconds = time.monotonic() - began
    done(environment, "check")
    return seconds, left


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.settlement")
    parser.add_argument("--pots", type=int, default=POTS)
    pots = parser.parse_args().pots
    # So that the servers end with it.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with durable_servers() as environment:
        alone = settled_alone(environment, pots)
        killed, left = settled_with_a_death(environment, pots)
    print(f"{pots:,} pots; a worker killed half-way left {left:,.0f} for the next run")
    bars = [
        Bar("one worker, seconds", f"≤ {SECONDS}", f"{alone:.1f}", alone <= SECONDS),
        Bar("two, one killed, seconds", f"≤ {SECONDS}", f"{killed:.1f}", killed <= SECONDS),
    ]
    print_bars(bars)
    return 0 if all(bar.passed for bar in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
