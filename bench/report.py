"""Rows of figures, and the bars that they must clear."""

import statistics
from dataclasses import dataclass, field

from bench.load import Request, Run

Key = tuple[str, str, str]
LEAST_RATES: dict[Key, float] = {
    ("cold", "3 answers", "browser"): 250,
    ("cold", "10 answers", "browser"): 120,
    ("member", "10 answers", "browser"): 80,
}
RIVALS = ["nginx", "Granian", "cold"]
LEAST_OF_NGINX = 0.9
MOST_MEGABYTES = 150


@dataclass
class Row:
    """What is measured in turn with the other rows: who answers which page, how encoded."""

    group: str
    page: str
    request: Request
    runs: list[Run] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.group, self.page, self.request.encoding

    @property
    def name(self) -> str:
        return " ".join(part for part in self.key if part)

    @property
    def rate(self) -> float:
        return self.median("rate")

    def median(self, what: str) -> float:
        return statistics.median(getattr(run, what) for run in self.runs)

    def times(self, other: "Row | None") -> str:
        return f"{self.rate / other.rate:.2f}" if other and other is not self else ""


@dataclass(frozen=True)
class Bar:
    """What must hold, what was seen, and whether that is enough."""

    name: str
    wanted: str
    seen: str
    passed: bool


def print_rows(rows: list[Row]) -> None:
    found = {row.key: row for row in rows}
    print(
        f"\n{'':<10}{'':<12}{'encoding':<10}{'req/s':>9}{'lowest–highest':>18}"
        f"{'p50 ms':>9}{'p99 ms':>9}" + "".join(f"{'× ' + rival:>11}" for rival in RIVALS)
    )
    for row in rows:
        group, page, encoding = row.key
        rates = [run.rate for run in row.runs]
        spread = f"{min(rates):,.0f}–{max(rates):,.0f}"
        line = (
            f"{group:<10}{page:<12}{encoding:<10}{row.rate:>9,.0f}{spread:>18}"
            f"{row.median('p50'):>9.2f}{row.median('p99'):>9.2f}"
        )
        for rival in RIVALS if group in ("Granian", "hot") else []:
            line += f"{row.times(found.get((rival, page, encoding))):>11}"
        print(line)


def bars(
    rows: list[Row], megabytes: float, expected: dict[str, int], counted: dict[str, int]
) -> list[Bar]:
    """All bars whose rows were measured; `expected` and `counted` are views by page."""
    found = {row.key: row for row in rows}
    made = []
    hot, nginx = (found.get((group, "10 answers", "identity")) for group in ("hot", "nginx"))
    if hot and nginx:
        ratio = hot.rate / nginx.rate
        wanted = f"≥ {LEAST_OF_NGINX:.2f}"
        made.append(Bar("hot / nginx, 10 answers", wanted, f"{ratio:.2f}", ratio >= LEAST_OF_NGINX))
    for key, least in LEAST_RATES.items():
        if row := found.get(key):
            name = f"{key[0]}, {key[1]}, a second"
            made.append(Bar(name, f"≥ {least}", f"{row.rate:.0f}", row.rate >= least))
    within = megabytes < MOST_MEGABYTES
    made.append(Bar("MB of one web process", f"< {MOST_MEGABYTES}", f"{megabytes:.0f}", within))
    for page, views in expected.items():
        right = counted[page] == views
        made.append(Bar(f"views, {page}", str(views), str(counted[page]), right))
    failed = sum(bool(run.trouble) for row in rows for run in row.runs)
    made.append(Bar("runs with failed requests", "0", str(failed), not failed))
    return made


def print_bars(made: list[Bar]) -> None:
    print(f"\n{'bar':<36}{'wanted':>12}{'measured':>12}")
    for bar in made:
        passed = "pass" if bar.passed else "MISSED"
        print(f"{bar.name:<36}{bar.wanted:>12}{bar.seen:>12}  {passed}")
