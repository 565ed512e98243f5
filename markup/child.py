"""The process that renders: reads jobs from standard input, writes answers to standard output.

It loads no Django and dies with its parent: at the end of its input, when it finds itself
adopted, or when one text takes longer than the parent would ever wait.
"""

import contextlib
import gc
import os
import resource
import select
import signal
import sys
from importlib import import_module

from markup.frames import LENGTH, packed, unpacked
from markup.refusals import TooDeep, TooLarge

# Longer than the parent waits, so that it matters only when there is no parent any more.
ALARM_SECONDS = 4.0
ADOPTED_CHECK_SECONDS = 2.0

REASONS = {
    MemoryError: "memory",
    RecursionError: "depth",
    TooDeep: "depth",
    TooLarge: "size",
}


def _restrict(memory):
    for kind, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        # macOS refuses the first; the time limit still holds there.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


def _wait_for_input(parent):
    """Another process forked from the parent may hold our input open after the parent is gone."""
    while not select.select([0], [], [], ADOPTED_CHECK_SECONDS)[0]:
        if os.getppid() != parent:
            raise SystemExit


def _read(size):
    data = sys.stdin.buffer.read(size)
    if len(data) < size:
        raise SystemExit
    return data


def _write(value):
    sys.stdout.buffer.write(packed(value))
    sys.stdout.buffer.flush()


def _answer(renderer, kind, source, options):
    signal.setitimer(signal.ITIMER_REAL, ALARM_SECONDS)
    try:
        return {"made": getattr(renderer, kind)(source, **options)}
    except Exception as problem:
        return {"problem": REASONS.get(type(problem), "failed")}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def main(parent, memory, module):
    """Serve until the input ends. `parent`: process id of who started us; `memory`: bytes;
    `module`: whose Renderer does the work.
    """
    _restrict(memory)
    make = import_module(module).Renderer
    renderer = make()
    renderer.warm_up()
    gc.freeze()
    # Trees are cyclic garbage, many small collections cost a tenth of the time.
    gc.set_threshold(50_000, 20, 100)
    _write("ready")
    while True:
        _wait_for_input(parent)
        for kind, source, options in unpacked(_read(LENGTH.unpack(_read(LENGTH.size))[0])):
            answer = _answer(renderer, kind, source, options)
            _write(answer)
            if "problem" in answer:
                # Interrupted parsers keep what they were at, and would go on with it in the next.
                renderer = make()
