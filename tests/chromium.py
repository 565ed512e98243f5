"""The Chromium the browser journeys run in: the system's, or Playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
PLAYWRIGHT = (sys.executable, "-m", "playwright", "install")
LONGEST_DOWNLOAD = 600  # seconds
# It asks nobody outside this machine for anything.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """Path of a Chromium that starts: CHROMIUM's, else the system's, else None."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in NAMES] + [str(ON_MACOS)]
    return next((path for path in candidates if path and _starts(path)), None)


def find_or_get() -> str | None:
    """The same, or Playwright's own; where there is none, install one as far as one may."""
    if os.environ.get("CHROMIUM"):
        return find()
    found = find() or _playwrights_own()
    if found is None:
        print("No Chromium here; getting one.", flush=True)
        _install()
        found = find() or _playwrights_own()
    return found


def _install() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        _try("apt-get", "update", "-qq", env=environment)
        _try("apt-get", "install", "-qq", "--no-install-recommends", "chromium", env=environment)
    if find() is None:
        _try(*PLAYWRIGHT, *(["--with-deps"] if os.geteuid() == 0 else []), "chromium")


def _try(*command: str, **options) -> None:
    """Run a command whose failure shows in what is found afterwards."""
    options |= {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    try:
        subprocess.run(command, timeout=LONGEST_DOWNLOAD, check=False, **options)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]}: {error}")


def _starts(path: str) -> bool:
    """Ubuntu's ``chromium-browser`` is a file that only says to install something else."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if _starts(path) else None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict, playwright: Playwright) -> dict:
    """pytest-playwright's arguments, with our Chromium; without one, skip, and in CI fail."""
    path = find() or playwright.chromium.executable_path
    if not os.path.exists(path):
        told = pytest.fail if os.environ.get("CI") else pytest.skip
        told("no Chromium on this machine; bin/test installs one, or CHROMIUM names one")
    return browser_type_launch_args | {"executable_path": path, "args": FLAGS}
