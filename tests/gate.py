"""``bin/test``: each thing that must hold, one after the other, and a summary at the end."""

import os
import secrets
import subprocess
import sys
import tempfile
import time

from tests import chromium

MANAGE = (sys.executable, "-W", "ignore", "manage.py")
PYTEST = (sys.executable, "-m", "pytest", "-rs", "--tb=short")
STEPS = {
    "Formatting": (sys.executable, "-m", "ruff", "format", "--check", "."),
    "Lint": (sys.executable, "-m", "ruff", "check", "."),
    "Floors": (sys.executable, "-c", "from importlinter.cli import lint_imports_command as f; f()"),
    "Migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "Production settings": (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
    "Tests": (*PYTEST, "-n", str(os.cpu_count() or 2), "--dist", "loadscope"),
}
TAKEN_AWAY = ("DATABASE_URL", "REDIS_URL", "DEBUG", "HOST", "PORT")  # a developer's own


def production(folder: str) -> dict[str, str]:
    """An environment as in production; none of the steps that see it talks to a server."""
    return {
        "SITE_URL": "https://example.org",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": "postgres://queshub@127.0.0.1:1/queshub?connect_timeout=1",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "QUESHUB_VAR": folder,
    }


def run(title: str, command: tuple[str, ...], environment: dict[str, str]) -> bool:
    """Run one step and say how it went."""
    print(f"\n== {title}", flush=True)
    start = time.monotonic()
    done = subprocess.run(command, env=environment, check=False)
    word = "ok" if done.returncode == 0 else "FAILED"
    print(f"-- {title}: {word} ({time.monotonic() - start:.1f} s)", flush=True)
    return done.returncode == 0


def main(part: list[str]) -> int:
    """Run all steps, or the tests a person named; returns the exit status."""
    usual = {key: value for key, value in os.environ.items() if key not in TAKEN_AWAY}
    browser = chromium.find_or_get()
    if browser is not None:
        usual["CHROMIUM"] = browser
    steps = {f"Tests: {' '.join(part)}": (*PYTEST, *part)} if part else STEPS
    with tempfile.TemporaryDirectory() as folder:
        failed = [
            title
            for title, command in steps.items()
            if not run(title, command, usual | (production(folder) if MANAGE[3] in command else {}))
        ]
    return summary(failed, browser)


def summary(failed: list[str], browser: str | None) -> int:
    """Print what failed and what was left out; returns the exit status."""
    print()
    if browser is None and os.environ.get("CI"):
        failed.append("a Chromium for the browser journeys, which CI must have")
    elif browser is None:
        print("SKIPPED: the browser journeys, for no Chromium could be found or installed.")
    print(f"FAILED: {'; '.join(failed)}." if failed else "All that was run holds.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
