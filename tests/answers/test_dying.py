"""Money verbs, and a process that is killed in the middle of them."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def test_a_money_verb_killed_between_any_two_statements_leaves_all_of_it_or_none():
    name = settings.DATABASES["default"]["NAME"]
    database = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    done = subprocess.run(
        [sys.executable, "-m", "tests.answers.mortal"],
        env={**os.environ, "DATABASE_URL": database},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout.splitlines()[-1])
    assert len(results) == 14
    assert {name: [True, []] for name in results} == {n: rest for n, (_, *rest) in results.items()}
    assert min(died for died, *_ in results.values()) >= 5
