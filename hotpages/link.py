"""A process's link to Redis: through it the process hears, within a second, what was dropped."""

import logging
import time
from collections.abc import Callable
from threading import Event, Thread

import redis
from django.db import Error

from hotpages import stored
from hotpages.behind import behind
from hotpages.catching_up import catch_up
from hotpages.shelf import Shelf
from kv.client import Away, client

logger = logging.getLogger(__name__)

# Without a word from Redis for so long, nothing here is believed to be up to date.
SILENCE_SECONDS = 1.0
_PING_SECONDS = 0.3
_PAUSE_SECONDS = 0.25


class Link:
    """Listens to drops, and knows whether it would have heard of them all.

    `live_until` is a moment of the monotonic clock. While the process is behind, it is not live.
    `beat` is called a few times a second, as long as Redis answers.
    """

    def __init__(self, shelf: Shelf, beat: Callable[[], None]):
        self.shelf, self.beat = shelf, beat
        self.live_until = 0.0
        self._first = True
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="hotpages-link", daemon=True)

    def start(self):
        self._thread.start()

    def stop(self):
        """Stop listening; from then on nothing here is up to date."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(SILENCE_SECONDS)
        self.live_until = 0.0

    def _run(self):
        while not self._stopping.is_set():
            try:
                with client(patient=True).pubsub() as listening:
                    self._listen(listening)
            except (redis.RedisError, Away, Error) as error:
                self._broken(error)
            except Exception:
                # Whatever it was, a process that does not listen would serve old pages.
                logger.exception("hotpages_link")
                self._broken(None)
            self._stopping.wait(_PAUSE_SECONDS)

    def _broken(self, error):
        if self.live_until:
            logger.warning("hotpages_link_broken error=%r", str(error))
        self.live_until = 0.0
        self._first = False
        behind.set()

    def _listen(self, listening):
        listening.subscribe(stored.channel())
        if listening.get_message(timeout=SILENCE_SECONDS) is None:
            raise redis.TimeoutError("no answer to SUBSCRIBE")
        # From here on no drop is missed; what was kept before may be older than one.
        self.shelf.distrust()
        catch_up(without_postgres=self._first)
        self._first = False
        self._heard()
        while not self._stopping.is_set():
            listening.ping()
            self.beat()
            self._wait_for(listening)

    def _wait_for(self, listening):
        """Take what comes until the next ping is due. Raises when there is silence."""
        ping_at = time.monotonic() + _PING_SECONDS
        while (now := time.monotonic()) < ping_at:
            message = listening.get_message(timeout=ping_at - now)
            if message is None:
                continue
            if message["type"] == "subscribe":
                # The library has mended a broken connection: what was said meanwhile is lost.
                raise redis.ConnectionError("subscribed anew")
            self._heard()
            if message["type"] == "message":
                self.shelf.drop(message["data"].decode().split(" "))
        if behind.is_set():
            raise redis.ConnectionError("behind")
        if now >= self.live_until:
            raise redis.TimeoutError("silence")

    def _heard(self):
        self.live_until = time.monotonic() + SILENCE_SECONDS
