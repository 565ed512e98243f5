"""What cannot work ends at once, with one clear line and a status that is not 0."""

import os
import socket
from pathlib import Path

import pytest

from tests.run.installation import Installation

pytestmark = pytest.mark.processes


def refusal(installation: Installation, **changes: str) -> str:
    """What bin/run prints; one line, or this fails."""
    done = installation.tell("bin/run", **changes)
    assert done.returncode != 0
    assert done.stderr.strip().count("\n") == 0, done.stderr
    assert installation.processes() == []
    return done.stderr


def test_a_host_that_others_reach_needs_https(installation: Installation):
    said = refusal(installation, HOST="0.0.0.0")
    assert "HOST=0.0.0.0 can be reached from elsewhere" in said


def test_plain_http_is_for_loopback(installation: Installation):
    assert "use https" in refusal(installation, SITE_URL="http://example.org")


def test_a_port_is_a_number(installation: Installation):
    assert "PORT must be a number" in refusal(installation, PORT="http")


def test_a_port_may_be_taken(installation: Installation):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert f"Cannot listen on 127.0.0.1:{port}" in refusal(installation, PORT=port)


def test_a_database_may_be_away(installation: Installation):
    said = refusal(
        installation, DATABASE_URL="postgres://a:b@127.0.0.1:1/c", REDIS_URL=os.environ["REDIS_URL"]
    )
    assert said.startswith("DATABASE_URL: ")
    assert "refused" in said


def test_a_redis_may_be_away(installation: Installation):
    said = refusal(
        installation, DATABASE_URL=os.environ["DATABASE_URL"], REDIS_URL="redis://127.0.0.1:1/0"
    )
    assert said.startswith("REDIS_URL: ")


def test_a_password_may_be_wrong(installation: Installation):
    user, _, rest = os.environ["DATABASE_URL"].partition("@")
    wrong = user.rsplit(":", 1)[0] + ":wrong@" + rest
    said = refusal(installation, DATABASE_URL=wrong, REDIS_URL=os.environ["REDIS_URL"])
    assert "password authentication failed" in said


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ('case "$2" in *exit*) exit 1;; *) echo 3.9;; esac', "Python 3.9 is too old"),
        ('case "$2" in *venv*) exit 1;; *) echo 3.12;; esac', "lacks its venv module"),
    ],
)
def test_a_python_may_not_do(
    installation: Installation, tmp_path: Path, answer: str, expected: str
):
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"):
        (tmp_path / name).write_text(f"#!/bin/sh\n{answer}\n")
        (tmp_path / name).chmod(0o755)
    assert expected in refusal(installation, PATH=f"{tmp_path}:/usr/bin:/bin", PYTHON="")
