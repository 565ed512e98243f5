"""The copies that one process holds."""

import random
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from hotpages import shelf as module
from hotpages.shelf import Shelf
from tests.hotpages.copy_maker import a_copy

ROOM = 20 * a_copy().size


@pytest.fixture
def shelf():
    return Shelf(ROOM)


def put(shelf, path, *keys, **more):
    copy = a_copy(path, *keys, **more)
    shelf.put(copy, shelf.ticket())
    return copy


@contextmanager
def often_interrupted():
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def is_sound(shelf):
    """Whether what it knows of itself is what it holds."""
    copies = shelf.copies()
    paths = {}
    for copy in copies:
        for key in copy.keys:
            paths.setdefault(key, set()).add(copy.path)
    assert shelf.bytes == sum(copy.weight for copy in copies)
    assert shelf._paths == paths
    return shelf.bytes <= shelf.most_bytes


def test_a_copy_is_found_by_its_path(shelf):
    copy = put(shelf, "/3/")
    assert shelf.get("/3/") is copy
    assert shelf.get("/4/") is None
    assert (len(shelf), shelf.copies()) == (1, [copy])


def test_it_holds_no_more_bytes_than_it_may(shelf):
    chance = random.Random(1)
    for number in range(300):
        size = chance.choice([0, 500, 3_000, ROOM // 3, ROOM])
        put(shelf, f"/{number % 90}/", f"key {number % 7}", size=size)
        assert is_sound(shelf)
    assert len(shelf) > 1


def test_the_coldest_leave_first(shelf):
    copies = [put(shelf, f"/{number}/") for number in range(20)]
    for age, copy in enumerate(reversed(copies)):
        copy.used_at = -age  # the first is the coldest
    copies[0].used_at = 1e12
    put(shelf, "/one more/")
    assert shelf.get("/0/") is copies[0]
    assert shelf.get("/1/") is None
    assert shelf.get("/19/") is copies[19]
    assert shelf.get("/one more/")


def test_a_page_that_finds_no_room_drives_nobody_out(shelf):
    put(shelf, "/3/")
    put(shelf, "/4/")
    big = a_copy("/4/", size=ROOM)
    assert shelf.put(big, shelf.ticket()) is False
    assert [copy.path for copy in shelf.copies()] == ["/3/"]
    assert is_sound(shelf)


def test_without_room_nothing_is_kept():
    shelf = Shelf(0)
    assert shelf.put(a_copy(), shelf.ticket()) is False
    assert (len(shelf), shelf.bytes) == (0, 0)


def test_the_same_page_again_takes_the_place_of_the_old_one(shelf):
    put(shelf, "/3/", "question:3", "user:1", size=3_000)
    copy = put(shelf, "/3/", "question:3", "user:2")
    assert shelf.get("/3/") is copy
    assert shelf.bytes == copy.size
    shelf.drop(["user:1"])
    assert shelf.get("/3/") is copy
    assert is_sound(shelf)


def test_the_same_copy_again_is_counted_once(shelf):
    copy = put(shelf, "/3/")
    shelf.put(copy, shelf.ticket())
    assert shelf.bytes == copy.size
    assert is_sound(shelf)


def test_a_copy_that_grew_while_it_was_kept_leaves_as_it_came(shelf):
    copy = put(shelf, "/3/")
    copy.refill(10**60, lambda number: str(number) * 10)
    assert copy.size > copy.weight
    shelf.drop(["question:3"])
    assert shelf.bytes == 0


def test_a_drop_takes_what_was_made_from_any_of_its_keys(shelf):
    put(shelf, "/3/", "question:3", "user:1")
    put(shelf, "/4/", "question:4", "user:1")
    put(shelf, "/5/", "question:5", "user:2")
    shelf.drop(["user:1", "question:4", "nobody's"])
    assert [copy.path for copy in shelf.copies()] == ["/5/"]
    assert is_sound(shelf)


def test_what_was_dropped_while_it_was_made_is_not_kept(shelf):
    shelf.drop(["user:3"])
    shelf.drop(["user:3"])
    ticket = shelf.ticket()
    shelf.drop(["user:1"])
    shelf.drop(["user:2"])
    assert shelf.put(a_copy("/3/", "question:3", "user:1"), ticket) is False
    assert shelf.put(a_copy("/4/", "question:4", "user:3"), ticket) is True
    assert shelf.put(a_copy("/3/", "question:3", "user:1"), shelf.ticket()) is True
    assert [copy.path for copy in shelf.copies()] == ["/4/", "/3/"]


def test_what_was_dropped_too_long_ago_to_be_remembered_is_not_kept(shelf, monkeypatch):
    ticket = shelf.ticket()
    shelf.drop(["user:1"])
    for _ in range(module._REMEMBERED_DROPS - 1):
        shelf.drop(["user:2"])
    assert shelf.put(a_copy("/3/", "user:1"), ticket) is False
    assert shelf.put(a_copy("/4/", "user:3"), ticket) is True
    shelf.drop(["user:2"])  # now that of user:1 is forgotten
    assert shelf.put(a_copy("/3/", "user:1"), ticket) is False
    assert shelf.put(a_copy("/4/", "user:3"), ticket) is False
    assert len(shelf._dropped) == module._REMEMBERED_DROPS


def test_what_is_distrusted_is_a_last_resort(shelf):
    copy = a_copy()
    copy.fresh_until = 1e12
    shelf.put(copy, shelf.ticket())
    shelf.distrust()
    assert shelf.get(copy.path) is copy
    assert copy.fresh_until == 0


def test_what_was_under_way_when_all_was_distrusted_is_a_last_resort_too(shelf):
    copy, ticket = a_copy(), shelf.ticket()
    copy.fresh_until = 1e12
    shelf.distrust()
    assert shelf.put(copy, ticket) is True
    assert copy.fresh_until == 0


def test_threads_that_put_and_drop_at_once_leave_it_sound(shelf):
    copies = [
        [a_copy(f"/{n}/", f"question:{n}", f"user:{n % 3}") for n in range(5)] for _ in "1234"
    ]

    def work(number):
        chance = random.Random(number)
        for _ in range(2_000):
            ticket = shelf.ticket()
            if chance.random() < 0.1:
                shelf.drop([f"user:{chance.randrange(3)}", f"question:{chance.randrange(5)}"])
            shelf.put(chance.choice(copies[number]), ticket)
            for copy in shelf.copies():
                assert shelf.get(copy.path, copy).path == copy.path

    with often_interrupted(), ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert len(shelf) > 0
    assert is_sound(shelf)
