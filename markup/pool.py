"""Rendering in bulk, for imports: two processes kept busy, answers in the order of the questions.

with Pool(processes=2) as pool:
    for key, html in pool.map((key, "html", body) for key, body in rows):
        # html is a string, or a TooSlow for a text that is to be kept as_plain(body)
"""

import hashlib
import queue
from collections import OrderedDict, deque
from concurrent.futures import ThreadPoolExecutor

from markup.crew import LIMIT_SECONDS
from markup.errors import TooSlow
from markup.worker import Gone, Worker

# Enough that a busy caller's pauses leave no process idle, few enough that memory stays flat.
BATCH_TEXTS = 32
BATCH_CHARACTERS = 100_000
BATCHES_AHEAD = 4
REMEMBERED = 4_096


class _Text:
    """One distinct text on its way through, and what came of it."""

    def __init__(self, format, source):
        self.format = format
        self.source = source
        self.html = None
        self.was_tried = False

    def finish(self, answer):
        self.html = answer["made"] if "made" in answer else TooSlow(answer["problem"])
        self.source = None


class Pool:
    """`base`: the address relative links in these texts belong to."""

    def __init__(self, processes=2, base="", seconds=LIMIT_SECONDS):
        self.processes = processes
        self.seconds = seconds
        self.options = {"base": base}
        self.rendered = 0

    def __enter__(self):
        self._idle = queue.SimpleQueue()
        for _ in range(self.processes):
            self._idle.put(Worker())
        self._threads = ThreadPoolExecutor(self.processes, thread_name_prefix="markup")
        return self

    def __exit__(self, *problem):
        self._threads.shutdown(cancel_futures=True)
        while not self._idle.empty():
            self._idle.get().kill()

    def map(self, texts):
        """(key, html or TooSlow) for each (key, "markdown" or "html", source), in order."""
        waiting, rows, batch = deque(), [], []
        self._seen = OrderedDict()
        for key, format, source in texts:
            text, is_new = self._text(format, source)
            rows.append((key, text))
            if is_new:
                batch.append(text)
            if self._full(rows, batch):
                waiting.append((self._submit(batch), rows))
                rows, batch = [], []
                if len(waiting) > self.processes * BATCHES_AHEAD:
                    yield from self._finished(waiting.popleft())
        waiting.append((self._submit(batch), rows))
        while waiting:
            yield from self._finished(waiting.popleft())

    def _text(self, format, source):
        # Footnotes carry ids of their own, so equal texts with some are not equal HTML.
        if format == "markdown" and "[^" in source:
            return _Text(format, source), True
        digest = hashlib.blake2b(f"{format}:{source}".encode("utf-8", "surrogatepass")).digest()
        if digest in self._seen:
            self._seen.move_to_end(digest)
            return self._seen[digest], False
        text = self._seen[digest] = _Text(format, source)
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return text, True

    def _full(self, rows, batch):
        return len(rows) >= BATCH_TEXTS or sum(len(t.source) for t in batch) >= BATCH_CHARACTERS

    def _submit(self, batch):
        self.rendered += len(batch)
        return self._threads.submit(self._render, batch)

    def _finished(self, submitted):
        # An equal text may belong to an earlier batch only, which has been waited for.
        future, rows = submitted
        future.result()
        for key, text in rows:
            yield key, text.html

    def _render(self, batch):
        worker = self._idle.get()
        try:
            while batch:
                batch, worker = self._rendered(batch, worker)
        finally:
            self._idle.put(worker)

    def _rendered(self, batch, worker):
        """What is left of the batch, and the process to go on with."""
        try:
            worker.send([[text.format, text.source, self.options] for text in batch])
        except Gone:
            # It died in its idle time, which is no text's doing.
            worker.kill()
            return batch, Worker()
        for done, text in enumerate(batch):
            try:
                text.finish(worker.answer(self.seconds))
            except Gone:
                # Tried once more in a new process, in case this one was ended from outside.
                if text.was_tried:
                    text.finish({"problem": "failed"})
                text.was_tried = True
                return [text for text in batch[done:] if text.html is None], Worker()
            if worker.has_ended:
                return batch[done + 1 :], Worker()
        return [], worker
