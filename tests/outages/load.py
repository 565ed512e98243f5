"""People who read and write on a site while its servers come and go."""

import http.client
import json
import threading
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.cast import LONG_ENOUGH
from tests.outages.site import Site

READ = ("/", "/questions/", "/tags/", "/categories/", "/search/?q=pain")
READ_BY_MEMBERS = (*READ, "/questions/ask/")
PATIENCE = 30.0  # seconds; a machine that runs other tests beside this one is slow

# Run by `manage.py shell`: members who are signed in, and what they write about.
SIGN_IN = """
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from queshub.sessions import SessionStore
from tests import cast

def cookie(member):
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backend.MemberBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    return session.session_key

question = cast.question(cast.ada()).pk
print(json.dumps([question, [cookie(cast.bo()), cookie(cast.cy()), cookie(cast.mo())]]))
"""


@dataclass(frozen=True)
class Answer:
    """What became of a request."""

    what: str
    status: int  # 0: the connection broke
    began: float
    ended: float
    retry_after: str | None

    @property
    def seconds(self) -> float:
        return self.ended - self.began


@dataclass
class Load:
    """Threads that read pages, signed in and signed out, and three that write answers."""

    site: Site
    question: int
    cookies: list[str]
    answers: list[Answer] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    @classmethod
    def on(cls, site: Site) -> "Load":
        return cls(site, *json.loads(site.manage("shell", "-v0", "-c", SIGN_IN)))

    def __enter__(self):
        self.answers.clear()
        self._over.clear()
        self._threads.clear()
        for cookie in self.cookies:
            self._begin(self._write, cookie)
            self._begin(self._read, cookie)
        self._begin(self._read, "")
        return self

    def __exit__(self, *error):
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _begin(self, work, cookie):
        self._threads.append(threading.Thread(target=work, args=[cookie]))
        self._threads[-1].start()

    def wait_for_writes(self, more: int) -> None:
        """Until so many more answers have been taken."""
        enough, last = len(self.written) + more, time.monotonic() + PATIENCE
        while len(self.written) < enough:
            assert time.monotonic() < last, self.answers[-5:]
            time.sleep(0.02)

    def _read(self, cookie):
        while not self._over.is_set():
            for path in READ_BY_MEMBERS if cookie else READ:
                self._ask("GET", path, cookie)

    def _write(self, cookie):
        """As people do: what was not taken is sent again, from the same form."""
        while not self._over.is_set():
            key = str(uuid.uuid4())
            form = {
                "once_key": key,
                "body": " ".join(f"{word} {key}" for word in LONG_ENOUGH.split()),
                "csrfmiddlewaretoken": "c" * 32,
            }
            path, last = f"/questions/{self.question}/answers/", time.monotonic() + PATIENCE
            while self._ask("POST", path, cookie, urlencode(form)) != 302:
                if time.monotonic() > last:
                    return
            self.written.append(key)

    def _ask(self, method, path, cookie, body=None):
        address, began = self.site.address, time.monotonic()
        connection = http.client.HTTPConnection(address.host, address.port, timeout=PATIENCE)
        headers = {"Cookie": f"sessionid={cookie}; csrftoken={'c' * 32}"}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        status, retry_after = 0, None
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            response.read()
            status, retry_after = response.status, response.headers["Retry-After"]
        except OSError:
            pass
        finally:
            connection.close()
        answer = Answer(f"{method} {path}", status, began, time.monotonic(), retry_after)
        self.answers.append(answer)
        if status in {0, 503}:
            time.sleep(0.05)  # even the most impatient person needs this long
        return status
