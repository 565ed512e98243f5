"""Who reads a page: a member, else an address with a browser, told apart but not recognised."""

import hashlib
import re
import secrets
import time
from functools import lru_cache

from crawleruseragents import is_crawler

from kv.client import key, run
from limits.address import client_address

KEY_SECONDS = 24 * 60 * 60
# So that processes agree again soon when Redis has lost the key, or thrown it out.
_KNOWN_SECONDS = 60
# Made by whoever comes first, shared by all processes, gone after a day: from then on nobody can
# turn a mark back into a reader, not even with a copy of Redis.
_SHARE_KEY = """
redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[2])
return {redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1])}
"""


# The standard's, and what browsers sent before it.
_PURPOSES = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
_GUESS = re.compile("prefetch|prerender|preview", re.IGNORECASE)


class ReaderKey:
    """The key of the day, as one process knows it."""

    def __init__(self):
        self._key, self._until = b"", 0.0

    def current(self) -> bytes:
        """The key. Raises Away when it is not known."""
        if time.monotonic() >= self._until:
            asked = time.monotonic()
            found, milliseconds = run(
                _SHARE_KEY,
                keys=[reader_key()],
                args=[secrets.token_hex(32), KEY_SECONDS],
                patient=True,
            )
            self._key, self._until = found, asked + min(milliseconds / 1000, _KNOWN_SECONDS)
        return self._key


def reader_key() -> str:
    """Where Redis has the key of the day."""
    return key("views", "key")


def mark(page: str, reader: str, secret: bytes) -> str:
    """What stands for a reader of a page, made with the key of the day."""
    text = f"{page}\n{reader}".encode(errors="replace")
    return hashlib.blake2b(text, key=secret, digest_size=12).hexdigest()


def is_reading(environ) -> bool:
    """Whether a reader may see the answer: not HEAD, not a browser's guess at the next page."""
    if environ["REQUEST_METHOD"] != "GET":
        return False
    purposes = [environ[name] for name in _PURPOSES if name in environ]
    return not (purposes and _GUESS.search(" ".join(purposes)))


@lru_cache(maxsize=5_000)
def address_reader(address: str, forwarded: str, agent: str) -> str:
    """A reader who is not signed in, as text."""
    known = client_address({"REMOTE_ADDR": address, "HTTP_X_FORWARDED_FOR": forwarded})
    return f"{known} {agent}"


# A look through all patterns takes about 0.2 ms; crawlers say who they are at the beginning.
_LOOKED_AT = 250  # characters


@lru_cache(maxsize=5_000)
def is_machine(agent: str) -> bool:
    """Whether a browser of this name is a known crawler, or hides what it is."""
    return not agent or is_crawler(agent[:_LOOKED_AT])
