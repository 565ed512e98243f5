"""What a growing site costs: `bench/growth ../shared/data/se-ai-2017-03 --sizes 10000,1000000`.

Makes a site of each size out of the dump, which takes minutes to most of an hour and is kept in
var/grown, and measures pages, searches, writes and an import of 10,000 further questions on each.
Prints medians and p95 in milliseconds, and by how much the largest is slower than the smallest;
exits with 1 when a bar is missed. An import stays: sites that it would change much are made anew
the next time.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

import psutil

from bench.duplicates import model_process
from bench.growing import plans
from bench.growing.places import GrownSite, child
from bench.site import CHECKOUT, manage

SIZES = "10000,100000,1000000"
PASSES = 2
IMPORTED = 10_000
IMPORT = "importing 10,000 more"
# By how much the largest may be slower than the smallest.
MOST, MOST_OF_SEARCHES = 1.5, 3.0
SEARCHES = {"two tags", "search, rare word", "search, common word", "search, two words"}
SEARCHES |= {"search, three words", "search, next page", "similar, typing"}


def measured(site: GrownSite) -> dict:
    """All figures of one site but the import."""
    with tempfile.TemporaryDirectory() as folder, site.running() as variables:
        file = Path(folder) / "found.json"
        for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
            manage(variables, *command)
        child(variables, "bench.growing.measuring", str(file))
        return json.loads(file.read_text())


def add(found: dict[int, dict], size: int, now: dict) -> None:
    """Put the samples of one more pass to those of the passes before."""
    before = found.get(size)
    if before:
        for name, samples in before["samples"].items():
            now["samples"][name] += samples
            now["scans"][name] = sorted({*now["scans"][name], *before["scans"][name]})
    found[size] = now


def imported(site: GrownSite, dump: Path) -> float:
    """Milliseconds that an import takes; each time the dump is another site's."""
    url = f"https://more{time.time_ns()}.example"
    with site.running() as variables:
        began = time.monotonic()
        manage(variables, "import_stackexchange", str(dump), "--site-url", url, "--yes")
        took = (time.monotonic() - began) * 1_000
    if site.questions < 50 * IMPORTED:
        site.forget()
    return took


def embed(site: GrownSite) -> None:
    """Print what the model costs there; its packages must be installed."""
    with tempfile.TemporaryDirectory() as folder, site.running() as variables:
        variables |= {"LIKENESS": "1", "LIKENESS_SOCKET": f"{folder}/model"}
        with model_process(variables) as pid:
            child(variables, "bench.growing.embedding")
            print(f"the model's process: {psutil.Process(pid).memory_info().rss / 1e6:.0f} MB")


def print_figures(found: dict[int, dict]) -> bool:
    """A row for each act; returns whether every bar was met."""
    smallest, largest = min(found), max(found)
    print(f"\n{'ms: p50/p95':<24}" + "".join(f"{size:>18,}" for size in found) + f"{'growth':>9}")
    fine = True
    for name in found[smallest]["samples"]:
        samples = {size: each["samples"][name] for size, each in found.items()}
        growth = median(samples[largest]) / median(samples[smallest])
        most = MOST_OF_SEARCHES if name in SEARCHES else MOST
        cells = "".join(f"{_two(each):>18}" for each in samples.values())
        print(f"{name:<24}{cells}{growth:>9.2f}  {'' if growth <= most else f'MISSED {most}'}")
        fine = fine and growth <= most
    for size, each in found.items():
        print(f"{size:,}: {each['bytes'] / each['questions']:,.0f} bytes a question")
        scanned = {name: tables for name, tables in each["scans"].items() if tables}
        print(f"  read from end to end: {scanned or 'nothing'}")
        fine = fine and not scanned
    return fine


def _two(samples):
    if len(samples) == 1:
        return f"{samples[0]:,.0f}"
    return f"{median(samples):.1f}/{quantiles(samples, n=20)[18]:.1f}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/growth", description=__doc__.split("\n")[0])
    parser.add_argument("dump", type=Path, help="folder of a Stack Exchange dump")
    parser.add_argument("--sizes", default=SIZES, help="questions, %(default)s")
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "var" / "grown")
    parser.add_argument("--plans", type=Path, help="a file for the largest site's slowest plans")
    parser.add_argument("--likeness", action="store_true", help="the model, on the smallest site")
    parser.add_argument("--no-import", action="store_true", help="leaves the sites as they are")
    args = parser.parse_args()
    args.sizes = sorted(int(size) for size in args.sizes.split(","))
    args.dump = args.dump.resolve()
    return args


def main() -> int:
    args = arguments()
    sites = [GrownSite(args.folder.resolve(), size) for size in args.sizes]
    for site in sites:
        site.make(args.dump)
        print(site.mark.read_text(), flush=True)
    found = {}
    # By turns: a machine's own speed goes up and down.
    for site in sites * PASSES:
        add(found, site.questions, measured(site))
    if not args.no_import:
        with tempfile.TemporaryDirectory() as folder:
            grow = [sys.executable, "bench/grow_dump.py", str(args.dump), folder]
            subprocess.run([*grow, "--questions", str(IMPORTED)], cwd=CHECKOUT, check=True)
            for site in sites:
                found[site.questions]["samples"][IMPORT] = [imported(site, Path(folder))]
    if args.likeness:
        embed(sites[0])
    if args.plans:
        args.plans.write_text(plans.document(found[max(found)]))
    return 0 if print_figures(found) else 1


if __name__ == "__main__":
    sys.exit(main())
