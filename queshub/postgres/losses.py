"""One error for a connection that is gone, however psycopg2 happens to notice."""

from django.db.utils import DatabaseErrorWrapper, OperationalError


class Lost(OperationalError):
    """There is no connection to Postgres, or none any more."""


class Losses(DatabaseErrorWrapper):
    """Translates psycopg2's errors as Django does, but for those of a connection that is gone.

    They come as OperationalError, as InterfaceError ("connection already closed"), which Django's
    own code does not expect from a commit, or as a plain DatabaseError.
    """

    def __exit__(self, kind, error, traceback):
        if kind is None:
            return
        wrapper = self.wrapper
        if not issubclass(kind, wrapper.Database.Error):
            return
        try:
            if wrapper.is_gone():
                wrapper.errors_occurred = True
                raise Lost(*error.args).with_traceback(traceback) from error
            super().__exit__(kind, error, traceback)
        except OperationalError as failure:
            wrapper.failure = type(failure)
            raise
