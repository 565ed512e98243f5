"""How long a pot has to go, in words. They change with time, so no page keeps them for long."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


def time_left(ends_at, settles_at, now):
    """“3 days left” while it takes coins, then when it settles."""
    if now < ends_at:
        return _("%s left") % _in_words(ends_at - now)
    if now < settles_at:
        return _("settles in %s") % _in_words(settles_at - now)
    # Late by minutes, or by the hours in which somebody may still object.
    return _("being settled")


def _in_words(span):
    """Days, to the nearest; below two days whole hours."""
    if span >= 2 * _DAY:
        days = round(span / _DAY)
        return ngettext("%s day", "%s days", days) % days
    if span >= _HOUR:
        hours = span // _HOUR
        return ngettext("%s hour", "%s hours", hours) % hours
    return _("less than an hour")
