"""Several threads want the same at once: one of them does the work."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from hotpages.flights import Flights

LONG = 10.0


class Work:
    """Begins, says so, and goes on when the test says so."""

    def __init__(self, result="made", error=None):
        self.begun, self.may_end, self.times = Event(), Event(), 0
        self.result, self.error = result, error

    def __call__(self):
        self.times += 1
        self.begun.set()
        assert self.may_end.wait(LONG)
        if self.error:
            raise self.error
        return self.result


@pytest.fixture
def flights():
    return Flights()


@pytest.fixture
def pool():
    with ThreadPoolExecutor(9) as pool:
        yield pool


def begun(pool, flights, work, name="page"):
    """The first one's future; its work is under way."""
    first = pool.submit(flights.join, name, work, None, LONG)
    assert work.begun.wait(LONG)
    return first


class Waiting(Event):
    """An event that says how many are about to wait for it."""

    def __init__(self, enough):
        super().__init__()
        self.left, self.all_wait = enough, Event()

    def wait(self, timeout=None):
        self.left -= 1
        if self.left == 0:
            self.all_wait.set()
        return super().wait(timeout)


def joined(pool, flights, work, number):
    """Futures of `number` others, who wait for the first."""
    landed = flights._flying["page"].landed = Waiting(number)
    others = [pool.submit(flights.join, "page", work, None, LONG) for _ in range(number)]
    assert landed.all_wait.wait(LONG)
    return others


def test_one_does_the_work_and_the_others_take_its_result(flights, pool):
    work = Work()
    first = begun(pool, flights, work)
    others = joined(pool, flights, work, 8)
    work.may_end.set()
    assert first.result(LONG) == ("made", True)
    assert [each.result(LONG) for each in others] == [("made", False)] * 8
    assert work.times == 1


def test_who_has_something_meanwhile_takes_it_at_once(flights, pool):
    work = Work()
    first = begun(pool, flights, work)
    assert flights.join("page", work, "old", LONG) == ("old", False)
    assert not first.done()
    work.may_end.set()
    assert first.result(LONG) == ("made", True)


def test_the_first_one_works_even_if_there_is_something_meanwhile(flights):
    assert flights.join("page", lambda: "made", "old", LONG) == ("made", True)


def test_who_has_waited_long_enough_gets_nothing(flights, pool):
    work = Work()
    first = begun(pool, flights, work)
    assert flights.join("page", work, None, 0.01) == (None, False)
    work.may_end.set()
    assert first.result(LONG) == ("made", True)


def test_another_name_does_not_wait(flights, pool):
    work = Work()
    begun(pool, flights, work)
    assert flights.join("another page", lambda: "other", None, 0) == ("other", True)
    work.may_end.set()


@pytest.mark.parametrize("error", [ValueError("broken"), KeyboardInterrupt()])
def test_an_error_is_the_first_ones_and_the_others_wait_no_longer(flights, pool, error):
    work = Work(error=error)
    first = begun(pool, flights, work)
    [other] = joined(pool, flights, work, 1)
    work.may_end.set()
    assert first.exception(LONG) is error
    assert other.result(LONG / 2) == (None, False)


@pytest.mark.parametrize("error", [None, ValueError("broken")])
def test_what_has_ended_is_done_anew_and_nothing_is_kept(flights, error):
    work = Work(error=error)
    work.may_end.set()
    for _ in range(2):
        if error:
            with pytest.raises(ValueError, match="broken"):
                flights.join("page", work, None, LONG)
        else:
            flights.join("page", work, None, LONG)
    assert work.times == 2
    assert flights._flying == {}
