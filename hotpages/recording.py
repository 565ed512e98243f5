"""How a view says that its answer may be shared, and what it was made from."""

from dataclasses import dataclass, field

_KEY = "hotpages.recording"


@dataclass
class Recording:
    """Travels in the WSGI environment of a page that is made for everybody."""

    page: str = ""
    keys: frozenset[str] = field(default_factory=frozenset)
    views: int = 0

    def put_into(self, environ):
        environ[_KEY] = self


def is_shared(request) -> bool:
    """Whether the page is made for everybody who is signed out, not for the one who asks."""
    return _KEY in request.META


def share(request, *, page: str, keys, views: int):
    """Let the answer be kept, if it is made to be shared.

    `page` ("question:3") is what its views count for, `views` those that are counted already.
    `keys` name what the page shows: a `drop` of one of them makes the copy invalid.
    """
    recording = request.META.get(_KEY)
    if recording is not None:
        recording.page, recording.keys, recording.views = page, frozenset([page, *keys]), views
