"""Sessions in Postgres, as Django keeps them, with their share of the page's time measured."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.prepared import prepared
from queshub.stopwatch import stage


@prepared
def _sessions(*, key):
    """The session of this key, which may have run out."""
    return Session.objects.filter(session_key=key)


class SessionStore(db.SessionStore):
    def load(self):
        with stage("session"):
            return super().load()

    def save(self, must_create=False):
        with stage("session"):
            super().save(must_create=must_create)

    def _get_session_from_db(self):
        """Django's own read of the row, by a prepared statement."""
        now = timezone.now()
        found = [row for row in _sessions(key=self.session_key) if row.expire_date > now]
        if not found:
            self._session_key = None
        return found[0] if found else None
