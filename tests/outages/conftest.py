from collections.abc import Iterator

import pytest

from tests.outages.site import Site, running_site


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site
