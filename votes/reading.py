"""The reader's own votes on what a page shows."""

from django.db.models import Q

from posts.rules import may_write
from votes.models import Vote


def mark_votes(question, answers, viewer):
    """Write on each post the reader's vote as `my_vote`: 1, 0 or -1, or None for who may not."""
    posts = [question, *answers]
    for post in posts:
        post.my_vote = None
    if not may_write(viewer) or question.removed_at:
        return
    values = _values(question, answers, viewer)
    for post in posts:
        if post.removed_at is None and post.author_id != viewer.pk:
            post.my_vote = values.get(post.about, 0)


def _values(question, answers, viewer):
    """The values of the viewer's votes here, by kind and number of the post."""
    votes = Vote.objects.counted().filter(voter=viewer)
    here = votes.filter(Q(question=question) | Q(answer__in=[answer.pk for answer in answers]))
    return {
        ("question", question_pk) if question_pk else ("answer", answer_pk): value
        for question_pk, answer_pk, value in here.values_list("question", "answer", "value")
    }
