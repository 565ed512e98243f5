"""The reader's own votes on what a page shows."""

from django.db.models import Q

from posts.rules import may_write
from votes.models import Vote

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


def _values(question, answers, comments, viewer):
    """The values of the viewer's votes here, by kind and number of the post."""
    here = Q(question=question) | Q(answer__in=[answer.pk for answer in answers])
    here |= Q(comment__in=[comment.pk for comment in comments])
    votes = Vote.objects.counted().filter(here, voter=viewer)
    return {
        (kind, number): value
        for *numbers, value in votes.values_list(*KINDS, "value")
        for kind, number in zip(KINDS, numbers, strict=True)
        if number
    }
