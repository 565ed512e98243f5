"""Sessions in Postgres, as Django keeps them, with their share of the page's time measured."""

from django.contrib.sessions.backends import db

from queshub.stopwatch import stage


class SessionStore(db.SessionStore):
    def load(self):
        with stage("session"):
            return super().load()

    def save(self, must_create=False):
        with stage("session"):
            super().save(must_create=must_create)
