"""The pieces kept in the process: so many bytes, the coldest leave first."""

from concurrent.futures import ThreadPoolExecutor

from hotpages.fragments import MOST_BYTES, FragmentStore, store

TEXT = "x" * 1_000
PIECE = (TEXT,)


def test_what_is_kept_stays_within_its_bytes():
    few = FragmentStore(most_bytes=10_000)
    for n in range(100):
        few.put(("place", (int, n)), PIECE)
    assert 5 <= len(few) <= 10
    assert few.bytes <= 10_000


def test_keys_weigh_too_and_wide_letters_weigh_more():
    few = FragmentStore(most_bytes=10_000)
    few.put(("place", (str, TEXT)), ("",))
    assert few.bytes > 1_000
    few.clear()
    few.put(("place",), ("𐀀" * 1_000,))
    assert few.bytes > 4_000


def test_the_coldest_leave_first():
    few = FragmentStore(most_bytes=10_000)
    for n in range(100):
        few.put(n, PIECE)
        assert few.get(0) == PIECE
    assert few.get(1) is None
    assert few.get(99) == PIECE


def test_a_piece_that_would_fill_the_store_is_not_kept():
    few = FragmentStore(most_bytes=2_000)
    few.put("small", ("x",))
    few.put("big", ("x" * 2_000,))
    assert (few.get("small"), few.get("big")) == (("x",), None)


def test_a_piece_put_twice_weighs_once():
    few = FragmentStore()
    few.put("a", PIECE)
    once = few.bytes
    few.put("a", PIECE)
    assert few.bytes == once
    few.clear()
    assert (few.bytes, len(few)) == (0, 0)


def test_many_threads_leave_the_books_right():
    few = FragmentStore(most_bytes=20_000)

    def work(thread):
        for n in range(2_000):
            few.put((n * thread) % 50, ("x" * (n % 2_000),))
            few.get(n % 50)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    assert few.bytes == sum(size for _, size in few._kept.values())
    assert few.bytes <= 20_000


def test_a_process_keeps_eight_megabytes():
    assert store.most_bytes == MOST_BYTES == 8 * 1024 * 1024
