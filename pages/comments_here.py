"""The comments that an ask page shows."""

from collections import defaultdict

from comments.here import CommentsHere, Reader
from comments.reading import first_comments


def comments_here(question, answers, viewer):
    """Write on the question and on each answer its comments as the reader sees them.

    Returns all comments that the page shows.
    """
    comments = first_comments(question, answers)
    by_post = defaultdict(list)
    for comment in comments:
        by_post[comment.question_id, comment.answer_id].append(comment)
    reader = Reader.of(question, viewer, answers)
    _write_on(question, by_post[question.pk, None], reader)
    for answer in answers:
        _write_on(answer, by_post[None, answer.pk], reader)
    return comments


def _write_on(post, rows, reader):
    post.comments_here = CommentsHere(post, rows, reader, more=post.comment_count - len(rows))
