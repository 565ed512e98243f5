"""What the receiver of page views is given."""

from datetime import date
from typing import NamedTuple


class DayViews(NamedTuple):
    """What a page was seen on one day (UTC)."""

    day: date
    page: str  # "question:3"
    views: int
    crawler_hits: int
