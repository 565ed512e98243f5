"""The site while its Postgres is stopped, restarted, killed or frozen. One site, in order."""

import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import environ
import psycopg2
import pytest
import redis

from queshub.database import ANSWER_SECONDS, CONNECT_SECONDS
from queshub.embedded.environment import poll
from tests.outages.load import READ, Load
from tests.outages.site import Site, end, family, frozen

pytestmark = pytest.mark.processes

LONGEST_503 = 5.0  # seconds after Postgres is back: the promise


@pytest.fixture(scope="module")
def load(site: Site) -> Load:
    return Load.on(site)


@pytest.fixture(autouse=True)
def _nothing_broke_in_the_web_server(site: Site):
    web, said = family(site.web)[0], len(site.said())
    before = web.children()
    yield
    assert web.children() == before
    # Django's lines there are about answers of 500 and more that have not been told in one already.
    assert "logger=django.request" not in site.said()[said:]


def at_once(site: Site, count: int) -> list[tuple[int, float]]:
    """Status and seconds of so many requests in the same moment."""

    def ask(number: int) -> tuple[int, float]:
        began = time.monotonic()
        return site.status(READ[number % 4]), time.monotonic() - began

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(ask, range(count)))


def test_while_it_is_stopped_everybody_is_told_so_and_then_served_again(site: Site):
    assert {status for status, _ in at_once(site, 24)} == {200}
    end(site.postgres, signal.SIGINT)
    answers = at_once(site, 24)
    assert {status for status, _ in answers} == {503}
    assert max(seconds for _, seconds in answers) < 2
    answer = site.get("/")
    assert 0 < int(answer.headers["Retry-After"]) <= LONGEST_503
    assert "cannot reach its database" in answer.text
    site.start_again(site.postgres)
    assert poll(lambda: site.status("/") == 200, LONGEST_503)


@pytest.mark.parametrize(
    "how", ["SIGINT", "SIGQUIT", "SIGKILL"], ids=["fast", "immediate", "killed"]
)
def test_a_restart_under_load_loses_nothing_and_doubles_nothing(site: Site, load: Load, how: str):
    redis.Redis.from_url(site.environment["REDIS_URL"]).flushdb()  # how often each wrote
    with load:
        load.wait_for_writes(6)
        end(site.postgres, signal.Signals[how])
        site.start_again(site.postgres)
        back = time.monotonic()
        load.wait_for_writes(6)
    # 422 is a machine too busy to render a text in its two seconds; it is then sent again.
    assert {answer.status for answer in load.answers} - {422} == {200, 302, 503}
    refused = [answer for answer in load.answers if answer.status == 503]
    assert refused
    assert all(answer.retry_after for answer in refused)
    assert max(answer.ended for answer in refused) < back + LONGEST_503
    assert kept(site, load.question) == Counter(load.written)


def kept(site: Site, question: int) -> Counter:
    """How often each written answer is there; the question's own count must agree."""
    read = environ.Env.db_url_config(site.environment["DATABASE_URL"])
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    connection = psycopg2.connect(**{name: read[key] for name, key in names.items()})
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT right(trim(body), 36) FROM answers_answer WHERE question_id = %s", [question]
        )
        found = Counter(key for (key,) in cursor)
        cursor.execute("SELECT answer_count FROM questions_question WHERE id = %s", [question])
        assert cursor.fetchone()[0] == found.total()
    connection.close()
    return found


def test_a_frozen_one_holds_every_thread_once_and_then_none(site: Site):
    # The test before has stopped the same servers: 503 is allowed for so long after that.
    assert poll(lambda: {status for status, _ in at_once(site, 24)} == {200}, LONGEST_503)
    with frozen(site.postgres):
        held = at_once(site, 24)
        assert {status for status, _ in held} == {503}
        assert max(seconds for _, seconds in held) < ANSWER_SECONDS + CONNECT_SECONDS + 1
        told = at_once(site, 24)
        assert {status for status, _ in told} == {503}
        # Of each of the two processes one may be trying whether Postgres is back.
        assert sorted(seconds for _, seconds in told)[-3] < 1
        assert site.status("/health/") == 200
    assert poll(lambda: site.status("/") == 200, LONGEST_503)
    assert poll(lambda: {status for status, _ in at_once(site, 24)} == {200}, LONGEST_503)
