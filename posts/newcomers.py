"""What members may not do on their first day, until somebody has voted for them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t

from limits.days import midnight

# A day (UTC) has so many posts of a newcomer's.
A_DAY = {"question": 3, "answer": 10}
LINKS = 2

_LINK = re.compile(r'<a\s[^>]*href="https?:')


def check_newcomer(post, *, by):
    """Refuse a new member's post that is one too many, or has too many links, or an image.

    The caller is about to publish it. Two at the same moment could both be the last one of a day;
    the rate limits bound that.
    """
    if not by.is_new:
        return
    if post._state.adding:
        _require_room_today(post, by)
    if len(_LINK.findall(post.body_html)) > LINKS:
        raise _refused(
            _t("On your first day here a text may have %s links. Leave some out.") % LINKS
        )
    if "<img" in post.body_html:
        raise _refused(_t("On your first day here a text may have no images. Describe them."))


def _require_room_today(post, by):
    most = A_DAY[post.kind]
    written = type(post).objects.filter(author=by, created_at__gte=midnight()).count()
    if written >= most:
        words = {
            "question": _t("On your first day here you may ask %s questions. Ask again tomorrow."),
            "answer": _t("On your first day here you may write %s answers. Go on tomorrow."),
        }
        raise ValidationError(words[post.kind] % most)


def _refused(words):
    error = ValidationError(words)
    error.field = "body"
    return error
