"""How many coins move a second: `python -m bench.ledger`.

Starts a Postgres of its own, with fsync as in production, and measures transfers among a thousand
accounts, from the one mint, by rewards, into one pot, and there by the verb; each over 1, 8 and 32
connections, in turn, several times. The audit ends it. Exits with 1 when a bar is missed or the
books are wrong.

The connections are held by threads of two processes, as `bin/run` has it: in one, Python's lock
would be what is measured, and with one each, a machine of two cores would mostly switch.

`--transfers 10000000` grows a ledger instead, and times its audit.
"""

import argparse
import signal
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager

from bench.durable import durable_servers
from bench.report import Bar, print_bars
from bench.site import CHECKOUT

DJANGO = [sys.executable, "-m", "bench.ready"]
CONNECTIONS = [1, 8, 32]
AT_BARS = 8
PROCESSES = 2
# Transfers a second over 8 connections; an acceptance makes two.
VERBS = ["spread", "mint", "rewards", "pot", "pledges"]
BARS = {"spread": 500, "mint": 500, "rewards": 300, "pot": 500}
WARM_SECONDS = 1.0
AUDIT_SECONDS = 300
# So that the caps of a day withhold nothing: they are asked all the same.
NO_CAPS = {"COINS_A_DAY": "1000000000", "COINS_PAIR_A_DAY": "1000000"}


@contextmanager
def loaders(environment, connections):
    """Processes that together hold so many connections."""
    processes = min(PROCESSES, connections)
    with ExitStack() as stack:
        made = [
            stack.enter_context(
                subprocess.Popen(
                    [*DJANGO, "bench.ledger_load", str(connections // processes)],
                    cwd=CHECKOUT,
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    bufsize=1,
                )
            )
            for _ in range(processes)
        ]
        for process in made:
            assert process.stdout.readline() == "ready\n"
        yield made
        for process in made:
            process.stdin.close()


def rate(processes, verb, seconds):
    for process in processes:
        process.stdin.write(f"{verb} {seconds}\n")
    return sum(int(process.stdout.readline()) for process in processes) / seconds


def measure(environment, verbs, rounds, seconds):
    """The rates of each round, by verb and number of connections."""
    rates = {(verb, connections): [] for verb in verbs for connections in CONNECTIONS}
    with ExitStack() as stack:
        held = {number: stack.enter_context(loaders(environment, number)) for number in CONNECTIONS}
        for verb, connections in rates:
            rate(held[connections], verb, WARM_SECONDS)
        for number in range(1, rounds + 1):
            print(f"round {number} of {rounds}", flush=True)
            for (verb, connections), found in rates.items():
                found.append(rate(held[connections], verb, seconds))
    return {key: statistics.median(found) for key, found in rates.items()}


def print_rates(rates, verbs):
    print("\ntransfers a second over" + "".join(f"{number:>9}" for number in CONNECTIONS))
    for verb in verbs:
        shown = "".join(f"{rates[verb, number]:>9,.0f}" for number in CONNECTIONS)
        print(f"{verb:<23}{shown}")


def books(environment, *what):
    command = [*DJANGO, *what]
    return subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode == 0


def run(verbs, rounds, seconds):
    with durable_servers() as environment:
        environment |= NO_CAPS
        assert books(environment, "bench.ledger_books", "open")
        rates = measure(environment, verbs, rounds, seconds)
        print_rates(rates, verbs)
        assert books(environment, "bench.ledger_books", "complete")
        clean = books(environment, "bench.ledger_books", "audit")
    bars = [bar_of(verb, rates[verb, AT_BARS]) for verb in verbs if verb in BARS]
    bars.append(Bar("audit", "clean", "clean" if clean else "wrong", clean))
    print_bars(bars)
    return 0 if all(bar.passed for bar in bars) else 1


def bar_of(verb, rate):
    least = BARS[verb]
    return Bar(f"{verb}, {AT_BARS} connections", f"≥ {least} /s", f"{rate:,.0f}", rate >= least)


def grow(transfers):
    with durable_servers() as environment:
        assert books(environment, "bench.ledger_growth", str(transfers))
        start = time.monotonic()
        clean = books(environment, "bench.ledger_books", "audit")
        seconds = time.monotonic() - start
    in_time = seconds < AUDIT_SECONDS
    bars = [
        Bar("audit", "clean", "clean" if clean else "wrong", clean),
        Bar("audit, seconds", f"< {AUDIT_SECONDS}", f"{seconds:.0f}", in_time),
    ]
    print_bars(bars)
    return 0 if all(bar.passed for bar in bars) else 1


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.ledger")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4, help="of each figure in each round")
    parser.add_argument("--only", default=",".join(VERBS), help="verbs, of %(default)s")
    parser.add_argument("--transfers", type=int, help="grow a ledger of so many, and audit it")
    args = parser.parse_args()
    # So that the servers end with it.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    if args.transfers:
        return grow(args.transfers)
    return run(args.only.split(","), args.rounds, args.seconds)


if __name__ == "__main__":
    sys.exit(main())
