"""A condition as what has to hold of a document."""

_COLUMNS = {
    "user": "author = ANY(%s)",
    "category": "category = ANY(%s)",
    ("is", "answered"): "answer_count > 0",
    ("is", "unanswered"): "answer_count = 0",
    ("is", "accepted"): "accepted",
    ("has", "bounty"): "pot_coins > 0",
}
# The column, and how its highest value is compared: the last day is the one after.
_SPANS = {"score": ("score", "<="), "created": ("created_at", "<")}


def holds(condition):
    """(SQL, its parameters) of a condition."""
    sql, params = _span(condition) if condition.name in _SPANS else _plain(condition)
    return f"({sql}) IS NOT TRUE" if condition.without else sql, params


def _plain(condition):
    if condition.name in _COLUMNS:
        return _COLUMNS[condition.name], [condition.value]
    return _COLUMNS[condition.name, condition.value], []


def _span(condition):
    column, compared = _SPANS[condition.name]
    low, high = condition.value
    ends = [(f"{column} >= %s", low), (f"{column} {compared} %s", high)]
    ends = [(sql, value) for sql, value in ends if value is not None]
    return " AND ".join(sql for sql, _value in ends), [value for _sql, value in ends]
