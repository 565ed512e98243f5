"""Views on their way, and a process that is killed with them."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests import cast

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

ROUNDS = 20


def test_whoever_is_killed_wherever_no_view_is_lost_or_counted_twice():
    question = cast.question(cast.ada())
    name = settings.DATABASES["default"]["NAME"]
    database = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    done = subprocess.run(
        [sys.executable, "-m", "tests.hotpages.mortal", str(ROUNDS), str(question.pk)],
        env={**os.environ, "DATABASE_URL": database},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert len(counts) == 5
    assert counts == {point: [3 * ROUNDS, 3 * ROUNDS] for point in counts}
