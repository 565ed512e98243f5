"""Makes the virtual environment and continues in it. Standard library only: it is what installs.

``python -m queshub.embedded.install FOLDER LOCK ARGUMENTS`` installs what LOCK lists into FOLDER
where that has not been done, then becomes FOLDER's Python with these arguments. QUESHUB_VENV names
a virtual environment that is ready, and nothing is installed.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

from queshub.embedded.trouble import Trouble, from_os_error

PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
# The lock is complete and hashed; building from source would need compilers nobody promised.
LOCKED = ("--require-hashes", "--no-deps", "--only-binary=:all:")


def install(folder: Path, lock: Path) -> Path:
    """Return the Python of a virtual environment that holds exactly what the lock lists."""
    python, stamp = folder / "bin" / "python", folder / lock.name
    with Path(f"{folder}.lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)  # two first starts at once: the second one waits
        if not (_same(stamp, lock) and _works(python)):
            _check_platform()
            print(f"Installing the packages of {lock.name} (only now and when they change).")
            stamp.unlink(missing_ok=True)
            if not _works(python):
                _make(folder)
            _fill(python, lock)
            shutil.copyfile(lock, stamp)  # last: what broke off half-way is done again
    return python


def _same(stamp: Path, lock: Path) -> bool:
    return stamp.is_file() and stamp.read_bytes() == lock.read_bytes()


def _works(python: Path) -> bool:
    """False also where the Python it was made from is gone."""
    if python.absolute() == Path(sys.executable):
        return True
    return python.exists() and subprocess.run([python, "-c", "import pip"]).returncode == 0


def _check_platform() -> None:
    if "musl" in (sysconfig.get_config_var("HOST_GNU_TYPE") or sysconfig.get_platform()):
        raise Trouble("QuesHub's Postgres and Valkey have no build for musl (Alpine); use glibc.")


def _make(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "venv", folder], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"No virtual environment could be made: {_reason(done.stdout + done.stderr)}")


def _fill(python: Path, lock: Path) -> None:
    done = subprocess.run(
        [python, *PIP, *LOCKED, "-r", lock], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"The packages could not be installed: {_reason(done.stderr)}")


def _reason(output: str) -> str:
    """What pip complained of, in one line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower() or "No space left" in line]
    return (errors or lines or ["no message"])[-1]


def main(folder: str, lock: str, *arguments: str) -> None:
    """Install, then become that Python."""
    ready = os.environ.get("QUESHUB_VENV")
    python = Path(ready) / "bin" / "python" if ready else install(Path(folder), Path(lock))
    os.execv(python, [str(python), *arguments])


if __name__ == "__main__":
    # As an exception it ends pip too, which would go on without us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        main(*sys.argv[1:])
    except Trouble as trouble:
        sys.exit(str(trouble))
    except OSError as error:
        sys.exit(str(from_os_error(error)))
    except KeyboardInterrupt:
        sys.exit(130)
