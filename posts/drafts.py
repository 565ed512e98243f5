"""The draft that a form is opened with."""

from posts.models import Draft


def draft_of(request, place):
    """What the reader has typed at this place before; an empty draft when nothing.

    A form that comes back with errors holds what was typed last, based on the draft that it was
    opened with: when there is a newer one by now, its next save is told so.
    """
    draft = Draft.at(place, by=request.user)
    version = request.POST.get("draft_version", "")
    if version.isdecimal() and len(version) < 10:
        draft.version = int(version)
    return draft
