"""How many bodies a second the pool renders, from a Stack Exchange dump.

    python bench/markup/rates.py ../shared/data/se-ai-2017-03

HTML bodies come from Posts.xml, Markdown from the newest row of each post in PostHistory.xml. Every
body is made unique, so that none is answered from memory. The last column is bodies per second of
one processor's time, which other work on the machine changes less.
"""

import resource
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import markup

WANTED = {"html": 1_200, "markdown": 500}
TIMES = 3


def rows(path):
    for _, row in ElementTree.iterparse(path):  # noqa: S314 - files of the person who measures
        if row.tag == "row":
            yield row.attrib
            row.clear()


def bodies(folder):
    yield "html", [row["Body"] for row in rows(folder / "Posts.xml") if row.get("Body")]
    newest = {
        row["PostId"]: row.get("Text", "")
        for row in rows(folder / "PostHistory.xml")
        if row["PostHistoryTypeId"] in {"2", "5", "8"}
    }
    yield "markdown", list(newest.values())


def children_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(format, texts):
    """Seconds by the clock, and of processors in the children, for TIMES times all texts."""
    before = children_seconds()
    with markup.Pool(processes=2) as pool:
        next(pool.map([(0, format, "warm")]))
        began = time.perf_counter()
        many = ((n, format, f"{text}\n{n}") for n in range(TIMES) for text in texts)
        refused = sum(isinstance(html, markup.TooSlow) for _, html in pool.map(many))
        seconds = time.perf_counter() - began
    return seconds, children_seconds() - before, refused


def main(folder):
    print(
        f"{'format':10}{'bodies':>8}{'a second':>10}{'wanted':>8}{'ratio':>7}{'a cpu second':>14}"
    )
    for format, texts in bodies(folder):
        seconds, cpu, refused = measured(format, texts)
        count = len(texts) * TIMES
        rate = count / seconds
        wanted = WANTED[format]
        line = f"{format:10}{count:8}{rate:10.0f}{wanted:8}{rate / wanted:7.2f}{count / cpu:14.0f}"
        print(line + (f"  {refused} refused" if refused else ""))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
