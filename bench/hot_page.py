"""The hot page against nginx, against bare Granian, and cold: `bench/hot_page`.

Needs wrk and nginx. Starts a site of its own with the demo community, measures every row in turn,
several times, and prints medians, ratios and bars; exits with 1 when a bar is missed.
`--only nginx,hot` leaves the other rows out, and the bars that need them.
"""

import argparse
import re
import shutil
import signal
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench import rivals
from bench.load import Answer, Request, look, visit, wrk
from bench.report import Row, bars, print_bars, print_rows
from bench.twins import TEN, THREE, Twins, running_twins

GROUPS = ["nginx", "Granian", "hot", "cold", "member", "home"]
VISITORS = 200
# The load is to be one reader, who counts again after settings.PAGE_VIEW_MINUTES.
LONGEST_SECONDS = 14 * 60
WARM_SECONDS = 2
HOT = re.compile(r'hot;desc="?process')


def hot_answer(request: Request) -> Answer:
    """The page from a web process's own memory; ends the measurement when it does not come."""
    answers = []
    for _ in range(100):
        answers.append(look(request))
        # Two processes answer in no order: ten in a row are both of them, all but certainly.
        if len(answers) >= 10 and all(HOT.search(a.header("Server-Timing")) for a in answers[-10:]):
            return answers[-1]
    timing = answers[-1].header("Server-Timing") or "nothing"
    sys.exit(f"the page is not hot: {request.url} ({request.encoding}), Server-Timing: {timing}")


def check(row: Row) -> None:
    """End the measurement when the row's page is not what is to be measured."""
    answer = hot_answer(row.request) if row.group == "hot" else look(row.request)
    if answer.status != 200 or row.request.encoding not in ("browser", answer.encoding):
        sys.exit(f"{row.name}: status {answer.status}, encoding {answer.encoding}")


def measure(rows: list[Row], rounds: int, seconds: int) -> None:
    if len(rows) * (WARM_SECONDS + rounds * seconds) > LONGEST_SECONDS:
        sys.exit("so long a run cannot tell whether views are right: fewer rounds, or seconds")
    for row in rows:
        check(row)
        wrk(row.request, WARM_SECONDS)  # templates, connections, caches
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", flush=True)
        for row in rows:
            check(row)
            row.runs.append(wrk(row.request, seconds))
            if trouble := row.runs[-1].trouble:
                print(f"  {row.name}: {trouble}", flush=True)


def visits_under_load(request: Request, seconds: int) -> int:
    """Known visitors come while the page is under load; how many of them were answered."""
    with ThreadPoolExecutor(1) as beside:
        visits = beside.submit(visit, request.url, VISITORS)
        wrk(request, seconds)
        return visits.result()


def shown(twins: Twins, hot: bool) -> dict[tuple[str, str], Answer]:
    """Both pages in every encoding that they come in; prints their sizes."""
    answers = {}
    for page in (TEN, THREE):
        for encoding in ("identity", "gzip", "br"):
            request = twins.request(page, encoding)
            answer = hot_answer(request) if hot else look(request)
            answers[page, answer.encoding] = answer
            if answer.encoding == encoding:
                print(f"{page}, {encoding}: {len(answer.body):,} bytes", flush=True)
    return answers


def run(only: list[str], rounds: int, seconds: int) -> int:
    with tempfile.TemporaryDirectory() as folder, running_twins() as twins:
        answers = shown(twins, hot="hot" in only)
        with rivals.running_rivals(twins.environment, answers, Path(folder)) as rows:
            rows = [row for row in [*rows, *twins.rows()] if row.group in only]
            measure(rows, rounds, seconds)
        print_rows(rows)
        visitors = visits_under_load(twins.request(TEN), seconds)
        print(f"\n{visitors} of {VISITORS} visitors were answered while the page was under load")
        expected = twins.expected(VISITORS, member="member" in only)
        made = bars(rows, twins.megabytes(), expected, twins.counted(expected))
    print_bars(made)
    return 0 if all(bar.passed for bar in made) else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/hot_page", description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4, help="of each row in each round")
    parser.add_argument("--only", default=",".join(GROUPS), help="rows, of %(default)s")
    args = parser.parse_args()
    args.only = args.only.split(",")
    if unknown := set(args.only) - set(GROUPS):
        parser.error(f"no such rows: {', '.join(sorted(unknown))}")
    return args


def stop(number: int, _) -> None:
    signal.signal(number, signal.SIG_IGN)  # what was started is ended in peace
    sys.exit(128 + number)


def main() -> int:
    args = arguments()
    needed = {"wrk": shutil.which("wrk"), "nginx": rivals.NGINX}
    if missing := [name for name, found in needed.items() if not found]:
        sys.exit(f"bench/hot_page needs {' and '.join(missing)}: apt install {' '.join(missing)}")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return run(args.only, args.rounds, args.seconds)


if __name__ == "__main__":
    sys.exit(main())
