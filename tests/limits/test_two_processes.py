"""A limit counts for all processes together."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.processes

# Each says how many of its hundred attempts got through.
ATTEMPTS = """
import django
django.setup()
from limits.rates import Rate, spend
print(sum(spend({"ada": Rate(50, 3_600)}) == 0 for _ in range(100)))
"""


def test_two_processes_let_no_more_through_than_one_may():
    started = [
        subprocess.Popen(
            [sys.executable, "-c", ATTEMPTS],
            env=os.environ,
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    through = [int(each.communicate()[0]) for each in started]
    assert sum(through) == 50
