"""Hot pages while Postgres is down, in real processes."""

import json
import signal

import pytest

from queshub.embedded.environment import poll
from tests.outages.load import SIGN_IN
from tests.outages.site import LONGEST_START, Site, end
from tests.outages.visits import Readers, kill, workers

pytestmark = pytest.mark.processes

MAKE_HOT = 20  # requests: both processes have the page then
PATH = """
from questions.models import Question
print(Question.objects.get().get_absolute_url())
"""


@pytest.fixture(scope="module")
def cookie(site: Site) -> str:
    return json.loads(site.manage("shell", "-v0", "-c", SIGN_IN))[1][0]


@pytest.fixture
def readers(site: Site, cookie: str):
    readers = Readers(site, site.manage("shell", "-v0", "-c", PATH))
    for _ in range(MAKE_HOT):
        assert readers.visit().status == 200
    yield readers
    site.start_again(site.postgres)
    assert poll(lambda: site.status("/questions/") == 200, LONGEST_START)


def test_while_postgres_is_down_hot_pages_go_on_and_all_else_is_503(site, readers, cookie):
    page = readers.visit().text
    end(site.postgres, signal.SIGINT)
    for _ in range(100):
        assert readers.visit().status == 200
    assert readers.visit().text.count("<article") == page.count("<article")
    member = readers.visit(Cookie=f"sessionid={cookie}")
    assert member.status == 200
    assert "Writing is closed for a moment" in member.text
    assert "Writing is closed" not in readers.visit().text
    for path in ("/", "/questions/", "/search/?q=x", f"{readers.path}?order=newest"):
        answer = site.get(path)
        assert answer.status == 503, path
        assert int(answer.headers["Retry-After"]) > 0
        assert "Traceback" not in answer.text
    site.start_again(site.postgres)
    signed_in = lambda: "Sign out" in readers.visit(Cookie=f"sessionid={cookie}").text  # noqa: E731
    assert poll(signed_in, LONGEST_START)  # each process finds out by itself


def test_a_process_that_is_born_meanwhile_gives_what_redis_has(site, readers):
    end(site.postgres, signal.SIGKILL)
    before = workers(site)
    for worker in before:
        kill(worker)
    born = lambda: len({*workers(site)} - {*before}) == len(before)  # noqa: E731
    assert poll(born, LONGEST_START), site.said()
    assert poll(lambda: site.status("/health/") == 200, LONGEST_START)
    for _ in range(MAKE_HOT):
        assert readers.visit().status == 200
