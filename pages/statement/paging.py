from django.http import Http404

from posts.finding import BIGGEST_KEY


class StatementPage:
    """One page of a statement, newest first, from `?after=<number>` or `?before=<number>`.

    The key is the transfer's number: numbers are in the order in which transfers took effect.
    """

    size = 30

    def __init__(self, statement, params):
        self.params, size = params, self.size
        after, before = _key(params.get("after")), _key(params.get("before"))
        if before is not None:
            lines = statement.newer(before, most=size + 1)
            self.lines = lines[:size][::-1]
            self.has_next, self.has_previous = True, len(lines) > size
        else:
            lines = statement.older(after, most=size + 1)
            self.lines = lines[:size]
            self.has_next, self.has_previous = len(lines) > size, after is not None

    @property
    def next_url(self):
        return self._url("after", self.lines[-1]) if self.lines and self.has_next else None

    @property
    def previous_url(self):
        return self._url("before", self.lines[0]) if self.lines and self.has_previous else None

    def _url(self, direction, line):
        params = self.params.copy()
        for name in ("after", "before"):
            params.pop(name, None)
        params[direction] = line.transfer.pk
        return f"?{params.urlencode()}"


def _key(text):
    """The number in an address, or None. What is no number of a transfer is not found."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) > BIGGEST_KEY:
        raise Http404
    return int(text)
