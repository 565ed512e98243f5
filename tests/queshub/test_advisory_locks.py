"""Locks that Postgres knows by a number alone: who takes another's waits for a stranger."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
SKIPPED = {"tests", "var", ".venv", ".venv-test"}
NUMBER = re.compile(r"\b7_220_\d{3}\b")


def test_each_number_is_one_locks():
    sources = [
        path for path in ROOT.glob("*/**/*.py") if path.parts[len(ROOT.parts)] not in SKIPPED
    ]
    numbers = Counter(n for path in sources for n in NUMBER.findall(path.read_text()))
    assert len(numbers) >= 8
    assert {number for number, times in numbers.items() if times > 1} == set()
