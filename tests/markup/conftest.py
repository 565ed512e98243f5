"""Payloads nobody here wrote, from beside the checkout."""

import json
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"


def shared_json(path):
    file = SHARED / "data" / path
    if not file.exists():
        pytest.skip(f"../shared/data/{path} is not here: this needs data kept beside the checkout")
    return json.loads(file.read_text())


def _payload(row):
    return row if isinstance(row, str) else row.get("payload") or row.get("markdown") or ""


@pytest.fixture(scope="session")
def payloads():
    names = ("ammonia-test-fragments", "bleach-tests", "dompurify-expect", "markdown-it-xss")
    names += ("owasp-filter-evasion",)
    return [_payload(row) for name in names for row in shared_json(f"xss/{name}.json")]


@pytest.fixture(scope="session")
def naughty_strings():
    return shared_json("naughty-strings/blns.json")
