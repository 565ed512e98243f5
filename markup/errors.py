"""What a caller is told when a text cannot be rendered."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class TooSlow(ValidationError):
    """A text that takes too long, too much memory, or nests too deeply to be formatted.

    `reason` is for logs: time, memory, size, depth, failed (the libraries gave up on the text) or
    busy (no renderer came free in time; the text itself may be fine).
    """

    def __init__(self, reason):
        message = (
            _("Formatting is busy right now. Nothing is lost: please send it again in a moment.")
            if reason == "busy"
            else _(
                "This text takes too long to format. Shorten it, or take out unmatched brackets, "
                "long rows of special characters and deeply nested quotes or lists, then try again."
            )
        )
        super().__init__(message, code="too_slow")
        self.reason = reason

    def __reduce__(self):
        return type(self), (self.reason,)
