"""What a member's flag weighs, by how those before it were found."""

from django.db.models import Count, Q

# A moderator's word hides a post by itself.
MODERATOR = 3
# So many declined flags, and more than twice the helpful ones, and a member's flags hide nothing.
DECLINED = 3


def weight_of(member):
    """0 for who has just come, or mostly cried wolf; 1 for a member in standing."""
    if member.is_moderator:
        return MODERATOR
    if member.is_new:
        return 0
    helpful, declined = record_of(member)
    return 0 if declined >= DECLINED and declined > 2 * helpful else 1


def record_of(member):
    """How many of the member's flags were helpful, and how many were declined."""
    record = member.flags.aggregate(
        found=Count("pk", filter=Q(helpful=True)), declined=Count("pk", filter=Q(helpful=False))
    )
    return record["found"], record["declined"]
