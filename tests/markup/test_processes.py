"""The processes behind render(): shared by threads, left by forks, gone with their parent."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import markup
from markup.crew import Crew
from markup.errors import TooSlow
from markup.worker import Worker
from tests.markup.hostile import SLOW, TEXTS

ROOT = Path(__file__).resolve().parents[2]

# A parent that says who its child is, and then waits, idle or in the middle of a slow text.
PARENT = """
import os, sys, threading
sys.path.insert(0, sys.argv[1])
from markup.worker import Worker
worker = Worker()
if sys.argv[2] == "forked" and not os.fork():
    threading.Event().wait(60)
if sys.argv[2] == "busy":
    worker.send([["markdown", "[" * 20_000, {}]])
print(worker.pid, os.getpid(), flush=True)
threading.Event().wait(60)
"""


@pytest.fixture
def crew():
    crew = Crew(size=1, seconds=0.5)
    yield crew
    crew.close()


def _is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _ends(pid, seconds):
    deadline = time.monotonic() + seconds
    while _is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not _is_running(pid)


def test_threads_get_their_own_answers():
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(markup.render, map(str, range(200))))
    assert made == [f"<p>{number}</p>" for number in range(200)]


def test_a_slow_text_does_not_hold_up_the_others():
    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(markup.render, SLOW)
        for number in range(50):
            markup.render(str(number))
        assert not slow.done()
        assert slow.exception().reason == "time"


def test_waiting_for_a_process_is_not_held_against_a_text(crew):
    with ThreadPoolExecutor(4) as threads:
        slow = [threads.submit(crew.run, "markdown", SLOW) for _ in range(3)]
        last = threads.submit(crew.run, "markdown", "x")
        assert last.result() == "<p>x</p>"
        assert [each.exception().reason for each in slow] == ["time"] * 3


def test_a_text_that_waits_too_long_is_told_so(crew, monkeypatch):
    monkeypatch.setattr("markup.crew.QUEUE_SECONDS", 0.05)
    with ThreadPoolExecutor(1) as threads:
        began = threading.Event()
        monkeypatch.setattr(Worker, "send", _telling(Worker.send, began))
        slow = threads.submit(crew.run, "markdown", SLOW)
        assert began.wait(20)
        with pytest.raises(TooSlow) as refusal:
            crew.run("markdown", "x")
        assert refusal.value.reason == "busy"
        assert slow.exception().reason == "time"


def test_a_crowd_of_slow_texts_leaves_threads_to_others(crew, monkeypatch):
    monkeypatch.setattr("markup.crew.ROOM_SECONDS", 0.05)
    with ThreadPoolExecutor(8) as threads:
        slow = [threads.submit(crew.run, "markdown", SLOW) for _ in range(8)]
        reasons = sorted(each.exception().reason for each in slow)
    assert reasons == ["busy"] * 4 + ["time"] * 4


def _telling(send, event):
    def told(worker, jobs):
        send(worker, jobs)
        event.set()

    return told


def test_one_process_serves_many_texts(crew):
    crew.run("markdown", "x")
    (worker,) = crew._idle
    crew.run("markdown", "y")
    assert crew._idle == [worker]


def test_a_process_ended_from_outside_is_replaced(crew):
    crew.run("markdown", "x")
    (worker,) = crew._idle
    os.kill(worker.pid, signal.SIGKILL)
    assert crew.run("markdown", "y") == "<p>y</p>"
    assert crew._idle != [worker]


def test_a_signal_to_the_whole_group_leaves_the_process_to_its_parent(crew):
    crew.run("markdown", "x")
    (worker,) = crew._idle
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(worker.pid, number)
    assert crew.run("markdown", "y") == "<p>y</p>"
    assert crew._idle == [worker]


def test_a_forked_copy_starts_a_process_of_its_own(crew):
    crew.run("markdown", "x")
    (worker,) = crew._idle
    read, write = os.pipe()
    if not (pid := os.fork()):
        crew.forked()
        html = crew.run("markdown", "forked")
        os.write(write, f"{html} {crew._idle[0].pid}".encode())
        crew.close()
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        html, other = pipe.read().split()
    os.waitpid(pid, 0)
    assert html == "<p>forked</p>"
    assert int(other) != worker.pid
    assert crew.run("markdown", "y") == "<p>y</p>"
    assert crew._idle == [worker]


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("state", ["idle", "busy", "forked"])
def test_no_process_outlives_a_killed_parent(state):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(ROOT), state], stdout=subprocess.PIPE, text=True
    )
    child = int(parent.stdout.readline().split()[0])
    assert _is_running(child)
    others = _children(parent.pid) - {child}
    parent.kill()
    parent.wait()
    parent.stdout.close()
    try:
        assert _ends(child, seconds=10)
    finally:
        for pid in others:
            os.kill(pid, signal.SIGKILL)


def _children(pid):
    return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_memory_runs_out_in_the_child_alone():
    worker = Worker(memory=100 * 1024 * 1024)
    worker.send([["markdown", TEXTS["a table of 25 million cells"], {}]])
    assert worker.answer(60) == {"problem": "memory"}
    assert worker.has_ended


def test_the_way_back_has_a_time_limit_too():
    # A regular expression of its library goes over the spaces from each of them.
    crew = Crew(size=1, seconds=0.5, module="markup.back")
    try:
        with pytest.raises(TooSlow) as refused:
            crew.run("back", "<p>" + " " * 30_000 + "x</p>")
        assert refused.value.reason == "time"
        assert crew.run("back", "<p>so <em>it</em> is</p>") == "so *it* is"
    finally:
        crew.close()


def test_its_libraries_are_in_no_other_process():
    code = "import sys, django; django.setup(); import queshub.urls; print('bs4' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"


def test_it_starts_without_django():
    code = "import markup.child, markup.rendering, markup.back"
    begin = (
        "import sys, types; p = sys.modules['markup'] = types.ModuleType('markup'); "
        f"p.__path__ = [{str(ROOT / 'markup')!r}]; {code}; print('django' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", begin], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
