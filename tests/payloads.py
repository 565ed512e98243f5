"""Payloads nobody here wrote, from beside the checkout."""

import json

import pytest
from django.conf import settings

SHARED = settings.BASE_DIR.parent / "shared"
LISTS = (
    "ammonia-test-fragments",
    "bleach-tests",
    "dompurify-expect",
    "markdown-it-xss",
    "owasp-filter-evasion",
)


def shared_json(path):
    """A file of ../shared/data; where it is absent the test is skipped."""
    file = SHARED / "data" / path
    if not file.exists():
        pytest.skip(f"../shared/data/{path} is not here: this needs data kept beside the checkout")
    return json.loads(file.read_text())


def _payload(row):
    return row if isinstance(row, str) else row.get("payload") or row.get("markdown") or ""


@pytest.fixture(scope="session")
def payloads():
    return [_payload(row) for name in LISTS for row in shared_json(f"xss/{name}.json")]


@pytest.fixture(scope="session")
def naughty_strings():
    return shared_json("naughty-strings/blns.json")


def one_line(text):
    """The text as somebody could type it into a field of one line."""
    return " ".join(text.replace("\x00", "").split())


def bunches(texts, most):
    """The texts in order, joined by empty lines into bunches of at most `most` characters."""
    bunch = ""
    for text in texts:
        if bunch and len(bunch) + len(text) + 2 > most:
            yield bunch
            bunch = ""
        bunch += f"{text}\n\n"[:most]
    if bunch:
        yield bunch
