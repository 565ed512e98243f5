"""Lighthouse, as on a phone, over ask page, home and ask form: `python -m bench.lighthouse`.

Needs Node.js with npm and a Chromium (CHROMIUM names one). Lighthouse itself is installed below
`var/bench/` at the first run. Prints the median of five runs for each page and category, and exits
with 1 when one is under 98.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from bench.site import CHECKOUT, manage, running_site
from tests import chromium

LIGHTHOUSE = "lighthouse@12"
FOLDER = CHECKOUT / "var" / "bench"
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
RUNS = 5
BAR = 98
FIND = """
from django.contrib.auth import get_user_model
from bench.content import session_of
from questions.models import Question
question = Question.objects.visible().order_by("-answer_count", "pk").first()
member = get_user_model().objects.exclude(email=None).order_by("pk").first()
print(question.get_absolute_url(), session_of(member))
"""


def install() -> Path:
    """Lighthouse's command, installed once."""
    command = FOLDER / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--no-save", "--no-audit", "--no-fund", LIGHTHOUSE],
            cwd=FOLDER,
            check=True,
        )
    return command


def measure(lighthouse: Path, url: str, session: str = "") -> dict[str, float]:
    """One run: each category's score, 0 to 100."""
    flags = [f"--only-categories={','.join(CATEGORIES)}", "--output=json", "--quiet"]
    flags.append("--chrome-flags=" + " ".join(["--headless=new", "--no-sandbox", *chromium.FLAGS]))
    if session:
        flags.append("--extra-headers=" + json.dumps({"Cookie": f"sessionid={session}"}))
    done = subprocess.run(
        [str(lighthouse), url, *flags],
        env={**os.environ, "CHROME_PATH": chromium.find() or ""},
        check=False,
        capture_output=True,
    )
    if done.returncode:
        sys.exit(done.stderr.decode().strip()[-500:])
    report = json.loads(done.stdout)
    for audit in report["audits"].values():
        if audit["score"] is not None and audit["score"] < 0.9 and os.environ.get("VERBOSE"):
            print("   ", audit["id"], audit["score"], audit.get("displayValue", ""))
    return {name: 100 * report["categories"][name]["score"] for name in CATEGORIES}


def main() -> int:
    lighthouse = install()
    with running_site() as (site, environment):
        ask_page, session = manage(environment, "shell", "-v0", "-c", FIND).split()
        pages = {
            "ask page": (site + ask_page, ""),
            "home": (site + "/", ""),
            "ask form": (site + "/questions/ask/", session),
        }
        lowest = 100.0
        print(f"{'median of ' + str(RUNS):<14}" + "".join(f"{name:>16}" for name in CATEGORIES))
        for name, (url, cookie) in pages.items():
            runs = [measure(lighthouse, url, cookie) for _ in range(RUNS)]
            medians = [statistics.median(run[category] for run in runs) for category in CATEGORIES]
            print(f"{name:<14}" + "".join(f"{score:>16.0f}" for score in medians), flush=True)
            lowest = min(lowest, *medians)
    return 0 if lowest >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
