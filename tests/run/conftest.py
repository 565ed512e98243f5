import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.run.installation import Installation


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """A checkout in a folder with a space, reachable for all as a home folder may be."""
    with tempfile.TemporaryDirectory(prefix="queshub run ") as folder:
        Path(folder).chmod(0o755)
        installation = Installation(Path(folder) / "q h")
        yield installation
        installation.remove()
