"""How well similar questions are found: `python -m bench.duplicates FOLDER`.

The folder, ../shared/data/duplicates-travel, holds real questions, and which of them were closed as
duplicates of which. Each of those is a query, by its title and again by title and body, and only
older questions (smaller numbers) are candidates. Postgres and the model's process are of the
measurement's own; the packages of requirements-likeness.txt must be installed. Exits with 1 when a
bar is missed.

The queries are in two halves by a hash of their numbers: what was chosen was chosen on the first.
"""

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.durable import durable_servers
from bench.site import CHECKOUT
from queshub.embedded.supervisor import ONE_THREAD

START_SECONDS = 60


@contextmanager
def model_process(environment):
    """The process that holds the model, once it answers; its pid."""
    address = Path(environment["LIKENESS_SOCKET"])
    command = [sys.executable, "-m", "likeness", str(address)]
    process = subprocess.Popen(command, cwd=CHECKOUT, env=environment | ONE_THREAD)
    try:
        began = time.monotonic()
        while not address.exists():
            if process.poll() is not None or time.monotonic() > began + START_SECONDS:
                sys.exit("The model's process does not start.")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.duplicates")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder.resolve()
    # So that the servers end with it.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with durable_servers() as environment, tempfile.TemporaryDirectory() as place:
        environment |= {"LIKENESS": "1", "LIKENESS_SOCKET": f"{place}/model"}
        with model_process(environment) as pid:
            command = [sys.executable, "-m", "bench.ready", "bench.duplicates_found", str(folder)]
            done = subprocess.run(command, cwd=CHECKOUT, env=environment, check=False)
            memory = psutil.Process(pid).memory_info().rss / 1_000_000
    print(f"memory of the model's process: {memory:.0f} MB")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
