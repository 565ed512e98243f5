"""The reader's own votes on what a page shows."""

from django.db.models import Q

from accounts.prepared import prepared, slots
from answers.reading import A_PAGE
from comments.reading import FIRST
from posts.rules import may_write
from votes.models import Vote

# For so many comments a read is prepared: few pages have as many as can be.
ROOMS = (0, 20, 60, (A_PAGE + 1) * FIRST)
KINDS = ("question", "answer", "comment")


def mark_votes(question, answers, comments, viewer):
    """Write on each post the reader's vote as `my_vote`: 1, 0 or -1, or None for who may not."""
    posts = [question, *answers, *comments]
    for post in posts:
        post.my_vote = None
    if question.removed_at or question.locked_at or not may_write(viewer):
        return
    values = _values(question, answers, comments, viewer)
    for post in posts:
        if post.removed_at is None and post.author_id != viewer.pk:
            post.my_vote = values.get(post.about, 0)


@prepared
def _cast(answers, comments, *, voter, question, **numbers):
    """The votes on a question, and on so many answers and comments, whose numbers follow."""
    numbers = list(numbers.values())
    here = Q(question=question) | Q(answer__in=numbers[:answers])
    if comments:
        here |= Q(comment__in=numbers[answers:])
    return Vote.objects.counted().filter(here, voter=voter).values_list(*KINDS, "value")


def _values(question, answers, comments, viewer):
    """The values of the viewer's votes here, by kind and number of the post."""
    room = next(room for room in ROOMS if room >= len(comments))
    here = slots("answer", [each.pk for each in answers], A_PAGE)
    here |= slots("comment", [each.pk for each in comments], room)
    votes = _cast(A_PAGE, room, voter=viewer.pk, question=question.pk, **here)
    return {
        (kind, number): value
        for *numbers, value in votes
        for kind, number in zip(KINDS, numbers, strict=True)
        if number
    }
