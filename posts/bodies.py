"""What a member may write as the body of a post."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_CHARACTERS = 30_000
FEWEST_WORDS = 20
# For scripts that put no spaces between words, such as Chinese, Japanese and Thai.
FEWEST_UNSPACED = 60
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# Postgres cannot store NUL; lone surrogates cannot be encoded.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def even(body):
    """The body with line ends of one kind and no empty lines around it.

    Forms send two characters for a line end, and drop the first one of a text.
    """
    return body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def refuse_unstorable(text):
    """Refuse characters that cannot be kept."""
    if _UNSTORABLE.search(text):
        raise ValidationError(_("Remove the control characters that no page can show."))


def storable(text):
    """The text without what Postgres cannot store."""
    return _UNSTORABLE.sub("", text)


def clean_body(body):
    """The even body; raises ValidationError that says what to do."""
    body = even(body)
    refuse_unstorable(body)
    if len(body) > MOST_CHARACTERS:
        raise ValidationError(
            _("Shorten the text to %(most)s characters or fewer; it has %(now)s."),
            params={"most": f"{MOST_CHARACTERS:,}", "now": f"{len(body):,}"},
        )
    if not long_enough(body):
        raise ValidationError(
            _("Write at least %(words)s words, so that others can understand it."),
            params={"words": FEWEST_WORDS},
        )
    return body


def long_enough(body):
    """Twenty words, or sixty characters where words have no spaces between them."""
    if len(body.split()) >= FEWEST_WORDS:
        return True
    visible = "".join(body.split())
    return len(visible) >= FEWEST_UNSPACED and len(UNSPACED.findall(visible)) * 2 > len(visible)
