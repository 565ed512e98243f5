"""When a form was opened, told by the form itself: signed, so that nobody makes it up."""

import time

from django.core.signing import BadSignature, Signer

_SIGNER = Signer(salt="screening.opened")


def opened_now():
    """What a form carries along in a hidden field."""
    return _SIGNER.sign(str(int(time.time())))


def seconds_since(carried):
    """How long ago the form was opened, in seconds; None for what no form of ours carries."""
    try:
        return time.time() - int(_SIGNER.unsign(carried or ""))
    except (BadSignature, ValueError):
        return None
