"""The day that limits of a day count by: it begins at midnight UTC, for everybody."""

from datetime import UTC

from django.utils import timezone


def midnight(at=None):
    """When the day of this moment, or today, began."""
    at = at or timezone.now()
    return at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
