"""What stands behind the colon of an operator. A reader returns None for what it cannot read."""

from datetime import date

_IS = {"answered", "unanswered", "accepted"}
_HAS = {"bounty"}
_MOST_DIGITS = 9


def _one_of(words):
    return lambda text: text.lower() if text.lower() in words else None


def _number(text):
    digits = text.removeprefix("-")
    fits = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    return int(text) if fits else None


def _score(text):
    """(lowest, highest), where None is open; a number alone is the lowest."""
    low, _dots, high = text.partition("..")
    ends = _number(low), _number(high)
    if (low and ends[0] is None) or (high and ends[1] is None) or ends == (None, None):
        return None
    return tuple(sorted(ends)) if None not in ends else ends


def _days(text):
    """The first day of a year, a month or a day, and the day after its last; or None."""
    parts = text.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3:
        return None
    if [len(part) for part in parts] not in ([4], [4, 1], [4, 2], [4, 1, 1], [4, 2, 2]):
        return None
    year, month, day = (*map(int, parts), None, None)[:3]
    try:
        if month is None:
            return date(year, 1, 1), date(year + 1, 1, 1)
        if day is None:
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        first = date(year, month, day)
        return first, date.fromordinal(first.toordinal() + 1)
    except (ValueError, OverflowError):
        return None


def _created(text):
    """(the first day, the day after the last), where None is open."""
    begin, dots, end = text.partition("..")
    first, last = _days(begin), _days(end)
    if (begin and not first) or (end and not last) or not (first or last):
        return None
    if not dots:
        return first
    if first and last:
        first, last = sorted([first, last])
    return first and first[0], last and last[1]


READERS = {
    "category": str,
    "user": str,
    "is": _one_of(_IS),
    "has": _one_of(_HAS),
    "score": _score,
    "created": _created,
}
